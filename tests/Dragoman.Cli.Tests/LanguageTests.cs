using System.Text.Json;

namespace Dragoman.Cli.Tests;

/// <summary>Texts in other languages than English are kept, named and not coded; English that looks foreign is coded.</summary>
public sealed class LanguageTests
{
    [Fact]
    public void Another_language_is_kept_and_not_coded()
    {
        (string Language, string Text)[] texts =
        [
            ("fr", "Le gouvernement français a condamné lundi la fermeture de la frontière par l'Espagne. Le président Emmanuel Macron a rencontré le roi à Madrid, et les deux pays ont signé un accord sur la pêche. Trois soldats ont été tués par une bombe dans le nord du Mali."),
            ("de", "Die Bundesregierung hat am Montag die Schließung der Grenze durch Polen verurteilt. Bundeskanzler Olaf Scholz traf den Präsidenten in Warschau, und die beiden Länder haben ein Abkommen unterzeichnet. Drei Soldaten wurden bei einem Angriff im Norden von Mali getötet."),
        ];
        Assert.All(texts.Zip(Code(texts.Select(row => row.Text))), row =>
        {
            var ((language, text), coded) = row;
            Assert.Equal((language, text), (coded.GetProperty("language").GetString(), coded.GetProperty("text").GetString()));
            Assert.All((string[])["mentions", "events", "statements", "times", "quantities"], field => Assert.Equal(0, coded.TryGetProperty(field, out var rows) ? rows.GetArrayLength() : 0));
            Assert.NotEqual(0, coded.GetProperty("parts").GetArrayLength());
        });
    }

    [Fact]
    public void English_that_is_short_or_in_capitals_or_full_of_foreign_names_is_coded()
    {
        string[] texts =
        [
            "Russia attacked Ukraine.",
            "France condemned Spain.",
            "MACRON MEETS SCHOLZ IN PARIS",
            "RUSSIA ATTACKS UKRAINE, NATO CONDEMNS MOSCOW",
            "Luiz Inácio Lula da Silva met Emmanuel Macron in Rio de Janeiro on Monday.",
            "Ursula von der Leyen met Andrés Manuel López Obrador in Santa Cruz de la Sierra.",
            "Die Linke criticized Marine Le Pen of Rassemblement National in Aix-en-Provence.",
        ];
        Assert.All(texts.Zip(Code(texts)), row =>
        {
            var (text, coded) = row;
            Assert.Equal(text, coded.GetProperty("text").GetString());
            Assert.NotEqual(0, coded.GetProperty("mentions").GetArrayLength());
            if (coded.TryGetProperty("language", out var language) && language.ValueKind == JsonValueKind.String) Assert.Equal("en", language.GetString());
        });
    }

    private static List<JsonElement> Code(IEnumerable<string> texts)
    {
        using var executable = new Executable();
        var input = string.Concat(texts.Select((text, at) => JsonSerializer.Serialize(new { id = at.ToString(System.Globalization.CultureInfo.InvariantCulture), text, date = "2024-03-29" }) + "\n"));
        var outcome = executable.Pipe(input, "code", "-", "--json");
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        var coded = outcome.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(texts.Count(), coded.Count);
        return coded;
    }
}
