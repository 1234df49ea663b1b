using System.Globalization;
using Dragoman.Knowledge;
using Dragoman.Records;
using Dragoman.Tests;

namespace Dragoman.Coding.Tests.Quantities;

/// <summary>Amounts, in cases written before the reader was, and the ties of amounts to the rest of a document.</summary>
public sealed class QuantityTests
{
    private const string Date = "2019-03-29";

    [Fact]
    public void At_least_nine_of_ten_cases_are_right()
    {
        var rows = TableFile.FromFile(Repository.Path("tests", "Dragoman.Coding.Tests", "Quantities", "cases.tsv"), "text", "amounts").Rows;
        var wrong = new List<string>();
        foreach (var row in rows)
        {
            var coded = Reading.Code(row[0], Date);
            var found = coded.Quantities.Count == 0 ? "-" : string.Join(" ; ", coded.Quantities.Select(quantity => Line(coded.Text, quantity)));
            if (found != row[1])
                wrong.Add($"{row[0]}\n   wanted {row[1]}\n   found  {found}");
        }

        Assert.True(rows.Count >= 150);
        TestContext.Current.SendDiagnosticMessage($"{rows.Count - wrong.Count} of {rows.Count} right");
        Assert.True(wrong.Count * 10 <= rows.Count, $"{rows.Count - wrong.Count} of {rows.Count} right\n" + string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("Rebels killed 50 soldiers in an attack on Chad.", "killed")]
    [InlineData("Chad’s army attacked Niger, killing at least 12 people and wounding 30.", "killed injured")]
    public void An_assault_has_its_victims(string text, string parts)
    {
        var magnitude = Reading.Code(text, Date).Events.Where(made => made.Type == EventType.Assault).Select(made => made.Magnitude).FirstOrDefault(made => made is not null);
        Assert.NotNull(magnitude);
        Assert.Equal(parts.Contains("killed", StringComparison.Ordinal), magnitude.Killed is not null);
        Assert.Equal(parts.Contains("injured", StringComparison.Ordinal), magnitude.Injured is not null);
    }

    [Fact]
    public void An_amount_inside_a_statement_names_it()
    {
        var coded = Reading.Code("The ministry said that rebels had killed 40 soldiers.", Date);
        Assert.Equal(Assert.Single(coded.Statements).Id, Assert.Single(coded.Quantities).Statement);
    }

    [Fact]
    public void What_is_counted_is_told()
    {
        var quantity = Assert.Single(Reading.Code("Chile sent about 100 military advisers to Peru.", Date).Quantities);
        Assert.Equal("military advisers", quantity.Of);
    }

    [Fact]
    public void Endless_numbers_take_linear_time_and_give_no_error()
    {
        var text = string.Concat(Enumerable.Repeat("one hundred and 9-9-9,999 of $ between 5 and ", 3000));
        Assert.NotNull(Reading.Code(text, Date));
    }

    private static string Line(string text, Quantity quantity) => string.Create(
        CultureInfo.InvariantCulture,
        $"{text[quantity.Start..quantity.End]} = {Number(quantity.Value)} {Number(quantity.Low)} {Number(quantity.High)} {(quantity.Approximate ? "a" : "-")} {quantity.Unit ?? "_"}");

    private static string Number(double? value) => value is { } known ? known.ToString("0.####", CultureInfo.InvariantCulture) : "_";
}
