using CsCheck;

namespace Dragoman.Store.Tests;

/// <summary>The query language: what is read, what is refused and where the error points.</summary>
public class QueryParserTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  \t ", "")]
    [InlineData("actor:RUS recipient:USA type:accuse,THREATEN since:2019-03", "actor:RUS recipient:USA type:ACCUSE,THREATEN since:2019-03")]
    [InlineData("ACTOR:\"Elliott Abrams\"", "actor:\"Elliott Abrams\"")]
    [InlineData("speaker:none", "asserted-by:none")]
    [InlineData("actor:RUSGOV,russia,\"RUS\"", "actor:RUSGOV,russia,\"RUS\"")]
    [InlineData("actor:ISRAEL", "actor:ISRAEL")]
    [InlineData("place:VEN,caracas -place:none", "place:VEN,caracas -place:none")]
    [InlineData("source:\"none\"", "source:\"none\"")]
    [InlineData("source:\"Radio \"\"X\"\"\"", "source:\"Radio \"\"X\"\"\"")]
    [InlineData("-type:CONSULT -word -\"two words\"", "-type:CONSULT -word -\"two words\"")]
    [InlineData("sanction* \"air def\"* abram*", "sanction* \"air def\"* abram*")]
    [InlineData("actor:Abr*", "actor:Abr*")]
    [InlineData("actor:\"Elliott Abr\"*", "actor:\"Elliott Abr\"*")]
    [InlineData("air-defense 10:30 a<b", "air-defense 10:30 a<b")]
    [InlineData("confidence>=0.80 goldstein<-5 salience>0 salience<=1", "confidence>=0.80 goldstein<-5 salience>0 salience<=1")]
    [InlineData("on:2019,2020-02-29", "on:2019,2020-02-29")]
    [InlineData("type:ACCUSE,accuse", "type:ACCUSE")]
    [InlineData("cameo:19,020 quad:4 factuality:denied precision:day mode:visit context:election", "cameo:19,020 quad:4 factuality:denied precision:day mode:visit context:election")]
    public void A_query_is_written_in_one_canonical_way(string query, string canonical)
    {
        Assert.Equal(canonical, EventQuery.Parse(query).ToString());
        Assert.Equal(EventQuery.Parse(query), EventQuery.Parse(canonical));
    }

    [Theory]
    [InlineData("actr:RUS", 0, 4, "actor")]
    [InlineData("word tpye:ACCUSE", 5, 4, "type")]
    [InlineData("https://news.example/a", 0, 5, null)]
    [InlineData("type:ACCUS", 5, 5, "ACCUSE")]
    [InlineData("type:ACCUSE,BLAME", 12, 5, null)]
    [InlineData("type:", 5, 0, "AGREE")]
    [InlineData("type:ACCUSE,", 12, 0, "AGREE")]
    [InlineData("-", 0, 1, null)]
    [InlineData("a - b", 2, 1, null)]
    [InlineData("word --", 6, 1, null)]
    [InlineData("\"never closed", 0, 13, null)]
    [InlineData("\"\"", 0, 2, null)]
    [InlineData("wo\"rd\"", 2, 1, null)]
    [InlineData("\"a\"b", 3, 1, null)]
    [InlineData("type:ACCUSE\"x\"", 11, 1, null)]
    [InlineData("type:ACCUSE*", 11, 1, null)]
    [InlineData("since:2019-13", 6, 7, null)]
    [InlineData("since:2019-02-29", 6, 10, null)]
    [InlineData("since:tomorrow", 6, 8, null)]
    [InlineData("since:2019-03-29T10", 6, 13, null)]
    [InlineData("since:2018/2019", 6, 9, null)]
    [InlineData("since:2018,2019", 11, 4, null)]
    [InlineData("confidence:0.5", 0, 11, null)]
    [InlineData("confidence>=much", 12, 4, null)]
    [InlineData("confidense>=0.5", 0, 10, "confidence")]
    [InlineData("type>ACCUSE", 0, 5, null)]
    [InlineData("cameo:19x", 6, 3, null)]
    [InlineData("document:abc", 9, 3, null)]
    [InlineData("actor:\"...\"", 6, 5, null)]
    [InlineData("a\0b", 1, 1, null)]
    [InlineData("quad:5", 5, 1, null)]
    public void An_error_points_at_what_is_wrong(string query, int position, int length, string? suggestion)
    {
        Assert.False(EventQuery.TryParse(query, out _, out var error));
        Assert.Equal((position, length, suggestion), (error.Position, error.Length, error.Suggestion));
        Assert.Equal(error, Assert.Throws<QueryException>(() => EventQuery.Parse(query)).Error);
    }

    [Fact]
    public void A_query_that_is_too_long_or_has_too_many_parts_is_refused()
    {
        Assert.False(EventQuery.TryParse(new string('a', EventQuery.MaximumLength + 1), out _, out _));
        Assert.False(EventQuery.TryParse(string.Join(' ', Enumerable.Repeat("a", EventQuery.MaximumTerms + 1)), out _, out _));
        Assert.False(EventQuery.TryParse("actor:" + string.Join(',', Enumerable.Range(0, EventQuery.MaximumTerms + 1).Select(i => $"a{i}")), out _, out _));
        Assert.True(EventQuery.TryParse(string.Join(' ', Enumerable.Repeat("a", EventQuery.MaximumTerms)), out _, out _));
    }

    [Fact]
    public void A_quoted_value_is_read_as_it_is()
    {
        foreach (var value in (string[])["a", "RUS", "none", "a\"b", "a,b*", "-x:y"])
        {
            var query = EventQuery.Parse("source:" + EventQuery.Quote(value));
            Assert.Equal(value, Assert.IsType<FieldTerm>(Assert.Single(query.Terms)).Values.Items[0].Text);
        }
    }

    [Fact]
    public void Two_queries_together_hold_both_conditions() =>
        Assert.Equal("actor:RUS word type:ACCUSE", EventQuery.Parse("actor:RUS word").And(EventQuery.Parse("type:ACCUSE")).ToString());

    [Fact]
    public void Every_field_says_what_it_is_for() => Assert.All(QueryField.All, field =>
    {
        Assert.EndsWith(".", field.Description, StringComparison.Ordinal);
        Assert.Same(field, QueryField.Find(field.Name.ToUpperInvariant()));
    });

    [Fact]
    public void Any_string_is_read_or_refused_at_a_place_within_it() => AnyQuery.Sample(
        query =>
        {
            if (EventQuery.TryParse(query, out var result, out var error))
            {
                Assert.Equal(result, EventQuery.Parse(result.ToString()));
                Assert.Equal(result.ToString(), EventQuery.Parse(result.ToString()).ToString());
                return;
            }

            Assert.InRange(error.Position, 0, query.Length);
            Assert.InRange(error.Position + error.Length, error.Position, query.Length);
            Assert.NotEmpty(error.Message);
        },
        iter: 20_000);

    /// <summary>Strings that are mostly pieces of the language in any order, and partly anything at all.</summary>
    internal static Gen<string> AnyQuery { get; } = Gen.OneOf<string>(
        Gen.OneOf<string>(Gen.OneOf<string>(Pieces), Gen.String[0, 3]).Array[0, 16].Select(string.Concat),
        Gen.String);

    private static string[] Pieces =>
    [
        "actor", "type", "since", "on", "confidence", "place", "source", "with", "foo", ":", ">=", "<", ",", "\"", "\"\"", "*", "-", " ", "  ",
        "RUS", "RUSGOV", "MIL", "ACCUSE", "2019", "2019-03", "2019-03-29", "none", "0.5", "-5", "word", "é", "東京", "\ud800", "\0", "\n",
        "AND", "NEAR(", ")", "^", "'",
    ];
}
