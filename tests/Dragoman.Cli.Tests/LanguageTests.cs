using System.Text.Json;

namespace Dragoman.Cli.Tests;

/// <summary>Texts in other languages than English are kept, named and not coded; English that looks foreign is coded.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("fr", "Le gouvernement français a condamné lundi la fermeture de la frontière par l'Espagne. Le président Emmanuel Macron a rencontré le roi à Madrid, et les deux pays ont signé un accord sur la pêche. Trois soldats ont été tués par une bombe dans le nord du Mali.")]
    [InlineData("de", "Die Bundesregierung hat am Montag die Schließung der Grenze durch Polen verurteilt. Bundeskanzler Olaf Scholz traf den Präsidenten in Warschau, und die beiden Länder haben ein Abkommen unterzeichnet. Drei Soldaten wurden bei einem Angriff im Norden von Mali getötet.")]
    public void Another_language_is_kept_and_not_coded(string language, string text)
    {
        var coded = Code(text);
        Assert.Equal((language, text), (coded.GetProperty("language").GetString(), coded.GetProperty("text").GetString()));
        Assert.All((string[])["mentions", "events", "statements", "times", "quantities"], field => Assert.Equal(0, coded.TryGetProperty(field, out var rows) ? rows.GetArrayLength() : 0));
        Assert.NotEqual(0, coded.GetProperty("parts").GetArrayLength());
    }

    [Theory]
    [InlineData("Russia attacked Ukraine.")]
    [InlineData("France condemned Spain.")]
    [InlineData("MACRON MEETS SCHOLZ IN PARIS")]
    [InlineData("RUSSIA ATTACKS UKRAINE, NATO CONDEMNS MOSCOW")]
    [InlineData("Luiz Inácio Lula da Silva met Emmanuel Macron in Rio de Janeiro on Monday.")]
    [InlineData("Ursula von der Leyen met Andrés Manuel López Obrador in Santa Cruz de la Sierra.")]
    [InlineData("Die Linke criticized Marine Le Pen of Rassemblement National in Aix-en-Provence.")]
    public void English_that_is_short_or_in_capitals_or_full_of_foreign_names_is_coded(string text)
    {
        var coded = Code(text);
        Assert.NotEqual(0, coded.GetProperty("mentions").GetArrayLength());
        if (coded.TryGetProperty("language", out var language) && language.ValueKind == JsonValueKind.String) Assert.Equal("en", language.GetString());
    }

    private static JsonElement Code(string text)
    {
        using var executable = new Executable();
        var outcome = executable.Pipe(JsonSerializer.Serialize(new { id = "1", text, date = "2024-03-29" }) + "\n", "code", "-", "--json");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return JsonDocument.Parse(Assert.Single(outcome.Lines)).RootElement;
    }
}
