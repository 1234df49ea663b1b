using Dragoman.Records;

namespace Dragoman.Coding.Tests;

/// <summary>Classes of language that the engine without trees can read, each in sentences of our own.</summary>
public sealed class CodingTests
{
    [Theory]
    [InlineData("Chile condemned Peru.", "ACCUSE disapprove 111 CHL>PER happened")]
    [InlineData("Peru was condemned by Chile.", "ACCUSE disapprove 111 CHL>PER happened")]
    [InlineData("France expelled two Russian diplomats on Monday.", "SANCTION expel 166 FRA>RUSGOV happened")]
    [InlineData("Gunmen kidnapped a Danish engineer.", "ASSAULT abduct 181 UAF>")]
    public void An_act_its_type_code_and_direction_are_read(string text, string line) =>
        Assert.Contains(Reading.Code(text).Events, made => Reading.Line(made).StartsWith(line, StringComparison.Ordinal));

    [Fact]
    public void Every_pair_of_named_parties_is_an_event()
    {
        var pairs = Reading.Code("Chile and Bolivia condemned Peru.").Events.Select(made => made.Actor.Code + ">" + made.Recipient?.Code);
        Assert.Equal(["CHL>PER", "BOL>PER"], pairs);
    }

    [Fact]
    public void A_promise_is_not_the_deed()
    {
        var events = Reading.Code("Egypt promised to release the captured sailors.").Events;
        Assert.DoesNotContain(events, made => made.Type == EventType.Retreat);
    }

    [Fact]
    public void A_future_act_of_violence_is_a_threat()
    {
        var made = Assert.Single(Reading.Code("Chad will attack Niger.").Events);
        Assert.Equal(EventType.Threaten, made.Type);
    }

    [Fact]
    public void A_state_does_nothing_to_itself() =>
        Assert.DoesNotContain(
            Reading.Code("Chile’s president met Chile’s foreign minister.").Events,
            made => made.Actor.Code is { } code && code == made.Recipient?.Code);

    [Fact]
    public void The_same_act_told_twice_is_one_event_with_two_tellings()
    {
        const string Text = "Peru condemns Chile\n\nPeru condemned Chile on Monday.";
        var made = Assert.Single(Reading.Code(Text, null, new Part(0, 19, PartKind.Headline), new Part(21, Text.Length, PartKind.Body)).Events);
        Assert.Single(made.Also);
    }

    [Fact]
    public void Without_any_date_an_event_has_none()
    {
        var made = Assert.Single(Reading.Code("Chile condemned Peru.").Events);
        Assert.Null(made.Date);
        Assert.Equal(DatePrecision.Unknown, made.DatePrecision);
    }

    [Fact]
    public void A_weekday_in_a_report_is_the_last_one()
    {
        var made = Assert.Single(Reading.Code("Chile condemned Peru on Monday.", "2019-03-29").Events);
        Assert.Equal("2019-03-25", made.Date);
        Assert.Equal(DatePrecision.Day, made.DatePrecision);
    }

    [Theory]
    [InlineData("Chile condemned Peru in November.", "2018-11")]
    [InlineData("Chile condemned Peru and its plan to stay until July 2019.", "2019-03-29")]
    [InlineData("Chile condemned Peru in 2018.", "2018")]
    public void An_act_that_was_done_is_not_dated_behind_its_report(string text, string date) =>
        Assert.Equal(date, Assert.Single(Reading.Code(text, "2019-03-29").Events).Date);

    [Theory]
    [InlineData("Chile condemned Peru.", "Chile", "Peru", EventType.Accuse)]
    [InlineData("Peru was attacked by Chile.", "Chile", "Peru", EventType.Assault)]
    [InlineData("Chile signed an agreement with Peru.", "Chile", "Peru", EventType.Support)]
    [InlineData("Chile refused to meet the envoy of Peru.", "Chile", "Peru", EventType.Reject)]
    public void The_relation_between_two_marked_parties_is_told(string text, string source, string target, EventType type) =>
        Assert.Equal(type, Reading.Relate(text, source, target).Type);

    [Fact]
    public void Where_no_relation_is_stated_none_is_told() =>
        Assert.Null(Reading.Relate("Chile and Peru lie on the same coast.", "Chile", "Peru").Type);

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(0, 99)]
    [InlineData(4, 4)]
    public void A_span_outside_its_text_is_an_error(int start, int end)
    {
        var request = new RelateRequest { Text = "Chile met Peru.", Source = new TextSpan(start, end), Target = new TextSpan(10, 14) };
        var error = Assert.Throws<InputException>(() => DocumentCoder.Default.Relate(request, TestContext.Current.CancellationToken));
        Assert.Equal(ErrorCodes.InvalidSpan, error.Code);
    }

    [Theory]
    [InlineData("on 29 March 2019", "2019-03-29")]
    [InlineData("on March 29, 2019", "2019-03-29")]
    [InlineData("in March 2019", "2019-03")]
    [InlineData("in 2018", "2018")]
    [InlineData("yesterday", "2019-03-28")]
    [InlineData("for three days", "P3D")]
    public void Expressions_of_time_have_their_value(string expression, string value)
    {
        var time = Assert.Single(TimeReader.Read($"They met {expression}.", "2019-03-29", TestContext.Current.CancellationToken));
        Assert.Equal(value, time.Value);
        Assert.True(time.Resolved);
    }

    [Fact]
    public void A_relative_time_without_a_date_stays_unresolved()
    {
        var time = Assert.Single(TimeReader.Read("They met yesterday.", null, TestContext.Current.CancellationToken));
        Assert.False(time.Resolved);
    }

    [Theory]
    [InlineData("about 100 soldiers", 100.0, null, null, true)]
    [InlineData("more than 50 soldiers", null, 51.0, null, false)]
    [InlineData("at least 50 soldiers", null, 50.0, null, false)]
    [InlineData("up to 50 soldiers", null, null, 50.0, false)]
    [InlineData("fewer than 50 soldiers", null, null, 49.0, false)]
    [InlineData("50 soldiers", 50.0, null, null, false)]
    [InlineData("dozens of soldiers", null, 24.0, 99.0, true)]
    public void Amounts_have_the_bounds_of_their_words(string words, double? value, double? low, double? high, bool approximate)
    {
        var quantity = Assert.Single(Reading.Code($"Chile sent {words}.").Quantities);
        Assert.Equal((value, low, high, approximate), (quantity.Value, quantity.Low, quantity.High, quantity.Approximate));
    }

    [Theory]
    [InlineData("The ministry said that rebels had burned the mill.", "The ministry", StatementKind.Indirect)]
    [InlineData("“The rebels have burned the old mill,” the ministry said.", "the ministry", StatementKind.Direct)]
    [InlineData("According to the ministry, rebels burned the mill.", "the ministry", StatementKind.Indirect)]
    public void A_statement_has_its_speaker_and_kind(string text, string speaker, StatementKind kind)
    {
        var statement = Assert.Single(Reading.Code(text).Statements);
        Assert.Equal(speaker, statement.Speaker?.Text);
        Assert.Equal(kind, statement.Kind);
    }

    [Fact]
    public void A_deed_inside_a_statement_stands_on_its_speakers_word()
    {
        var coded = Reading.Code("The Peruvian army said that rebels had attacked Chile.");
        var made = Assert.Single(coded.Events);
        Assert.Equal(Assert.Single(coded.Statements).Id, made.AssertedBy);
    }
}
