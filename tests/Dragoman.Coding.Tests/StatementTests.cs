using System.Diagnostics;
using Dragoman.Records;

namespace Dragoman.Coding.Tests;

/// <summary>Who said what: the layouts of news, and what users of other tools complain of.</summary>
public sealed class StatementTests
{
    [Theory]
    [InlineData("The ministry said that rebels had burned the mill.", "The ministry", "said", "that rebels had burned the mill", StatementKind.Indirect)]
    [InlineData("“The rebels have burned the old mill,” the ministry said.", "the ministry", "said", "“The rebels have burned the old mill,”", StatementKind.Direct)]
    [InlineData("“The rebels have burned the old mill,” said Hugh Hill, a doctor.", "Hugh Hill", "said", "“The rebels have burned the old mill,”", StatementKind.Direct)]
    [InlineData("“The rebels have burned the old mill,” Hugh Hill, a doctor from Oman, told reporters.", "Hugh Hill", "told", "“The rebels have burned the old mill,”", StatementKind.Direct)]
    [InlineData("“Have the rebels burned the old mill?” she asked.", "she", "asked", "“Have the rebels burned the old mill?”", StatementKind.Direct)]
    [InlineData("\"The rebels have burned the old mill,\" insisted Anna Lind.", "Anna Lind", "insisted", "\"The rebels have burned the old mill,\"", StatementKind.Direct)]
    [InlineData("''The rebels have burned the old mill,'' Ms. Lind said.", "Ms. Lind", "said", "''The rebels have burned the old mill,''", StatementKind.Direct)]
    [InlineData("‘The rebels have burned the old mill,’ the mayor said.", "the mayor", "said", "‘The rebels have burned the old mill,’", StatementKind.Direct)]
    [InlineData("The mayor said: “The rebels have burned the old mill.”", "The mayor", "said", "“The rebels have burned the old mill.”", StatementKind.Direct)]
    [InlineData("The mayor called the rebels “a gang of thieves and liars”.", "The mayor", "called", "the rebels “a gang of thieves and liars”", StatementKind.Mixed)]
    [InlineData("The mayor said the rebels were “thieves and liars” without a cause.", "The mayor", "said", "the rebels were “thieves and liars” without a cause", StatementKind.Mixed)]
    [InlineData("According to the ministry, rebels burned the mill.", "the ministry", "According to", "rebels burned the mill", StatementKind.Indirect)]
    [InlineData("Rebels burned the mill, according to two officials.", "two officials", "according to", "Rebels burned the mill", StatementKind.Indirect)]
    [InlineData("Rebels burned the mill, the ministry said on Monday.", "the ministry", "said", "Rebels burned the mill", StatementKind.Indirect)]
    [InlineData("Washington believes that rebels burned the mill.", "Washington", "believes", "that rebels burned the mill", StatementKind.Indirect)]
    [InlineData("The study found that rebels had burned the mill.", "The study", "found", "that rebels had burned the mill", StatementKind.Indirect)]
    [InlineData("Oman denied that its troops had crossed the border.", "Oman", "denied", "that its troops had crossed the border", StatementKind.Indirect)]
    [InlineData("The mayor is worried that rebels will burn the mill.", "The mayor", "is worried", "that rebels will burn the mill", StatementKind.Indirect)]
    [InlineData("Officials speaking on condition of anonymity said rebels had burned the mill.", "Officials", "said", "rebels had burned the mill", StatementKind.Indirect)]
    [InlineData("The mayor blasted the plan for a new bridge.", "The mayor", "blasted", "the plan for a new bridge", StatementKind.Indirect)]
    [InlineData("The deal was denounced by the opposition.", "the opposition", "was denounced", "The deal", StatementKind.Indirect)]
    [InlineData("The governor plans to visit Lima in May.", "The governor", "plans", "to visit Lima in May", StatementKind.Indirect)]
    [InlineData("The council urged Togo to free the crew.", "The council", "urged", "Togo to free the crew", StatementKind.Indirect)]
    public void A_statement_has_its_source_cue_and_content(string text, string speaker, string cue, string content, StatementKind kind)
    {
        var statement = Assert.Single(Reading.Code(text).Statements);
        Assert.Equal(speaker, statement.Speaker?.Text[..Math.Min(speaker.Length, statement.Speaker.Text.Length)]);
        Assert.Equal(cue, text[statement.Cue!.Start..statement.Cue.End]);
        Assert.Equal(content, text[statement.Content.Start..statement.Content.End]);
        Assert.Equal(kind, statement.Kind);
    }

    [Theory]
    [InlineData("The general is believed to have fled.", "to have fled")]
    [InlineData("It is said that the general fled.", "that the general fled")]
    [InlineData("It was reported that the general had fled.", "that the general had fled")]
    public void Words_that_nobody_is_named_for_have_no_source(string text, string content)
    {
        var statement = Assert.Single(Reading.Code(text).Statements);
        Assert.Null(statement.Speaker);
        Assert.Equal(content, text[statement.Content.Start..statement.Content.End]);
    }

    [Fact]
    public void A_quotation_in_two_pieces_is_two_statements_of_one_speaker()
    {
        const string Text = "“We have freed the crew,” the envoy said. “They left on Monday.”";
        var statements = Reading.Code(Text).Statements;
        Assert.Equal(["“We have freed the crew,”", "“They left on Monday.”"], statements.Select(s => Text[s.Content.Start..s.Content.End]));
        Assert.Equal(statements[0].Id, statements[1].Continues);
        Assert.Equal(statements[0].Speaker, statements[1].Speaker);
    }

    [Fact]
    public void A_quotation_interrupted_by_its_cue_goes_on_behind_it()
    {
        const string Text = "“We have freed the crew,” the envoy said, “and they left on Monday.”";
        var statements = Reading.Code(Text).Statements;
        Assert.Equal(2, statements.Count);
        Assert.Equal(statements[0].Id, statements[1].Continues);
    }

    [Fact]
    public void A_quotation_over_paragraphs_has_one_speaker()
    {
        const string Text = "“We have freed the crew,” the envoy said. “It took a year.\n\n“They left on Monday with the guards.”";
        var statements = Reading.Code(Text).Statements;
        Assert.Equal(3, statements.Count);
        Assert.All(statements, statement => Assert.Equal("the envoy", statement.Speaker?.Text));
        Assert.Equal(statements[1].Id, statements[2].Continues);
    }

    [Fact]
    public void A_quotation_of_several_sentences_before_its_cue_is_one_statement()
    {
        const string Text = "“We have freed the crew. They left on Monday,” the envoy said.";
        var statement = Assert.Single(Reading.Code(Text).Statements);
        Assert.Equal("“We have freed the crew. They left on Monday,”", Text[statement.Content.Start..statement.Content.End]);
        Assert.Equal("the envoy", statement.Speaker?.Text);
    }

    [Fact]
    public void Who_was_named_in_the_sentence_before_speaks_what_follows()
    {
        const string Text = "Chairwoman Anna Lind answered the senators. “We have freed all of the crew.”";
        var statement = Assert.Single(Reading.Code(Text).Statements, s => s.Kind == StatementKind.Direct);
        Assert.Contains("Anna Lind", statement.Speaker?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_ends_with_a_name_and_a_colon_leads_a_paragraph_in()
    {
        const string Text = "And from Chairwoman Anna Lind:\n\n“We have freed all of the crew of the ship.”";
        var statement = Assert.Single(Reading.Code(Text).Statements);
        Assert.Contains("Anna Lind", statement.Speaker?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_behind_a_dash_speaks_the_quotation_before()
    {
        const string Text = "“We have freed all of the crew of the ship.” — Anna Lind, minister";
        var statement = Assert.Single(Reading.Code(Text).Statements);
        Assert.Contains("Anna Lind", statement.Speaker?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_nickname_in_quotation_marks_is_no_quotation()
    {
        const string Text = "Juan “El Chino” Guzman said the crew had left.";
        var statement = Assert.Single(Reading.Code(Text).Statements);
        Assert.Equal("the crew had left", Text[statement.Content.Start..statement.Content.End]);
        Assert.Equal("Juan “El Chino” Guzman", statement.Speaker?.Text);
    }

    [Fact]
    public void Turns_of_a_dialogue_have_their_speakers()
    {
        const string Text = "WALLACE: Will the minister be there?\n\nPENCE: She will not attend the debate.";
        Assert.Equal(["WALLACE", "PENCE"], Reading.Code(Text).Statements.Select(s => s.Speaker?.Text));
    }

    [Fact]
    public void A_statement_in_a_statement_names_its_parent()
    {
        const string Text = "The army said that witnesses had claimed that rebels burned the mill.";
        var statements = Reading.Code(Text).Statements;
        Assert.Equal(2, statements.Count);
        Assert.Equal(statements[0].Id, statements[1].Parent);
        Assert.Equal("witnesses", statements[1].Speaker?.Text);
    }

    [Fact]
    public void Two_speakers_of_one_paragraph_are_kept_apart()
    {
        const string Text = "“The crew is free,” said Anna Lind. “The crew is still held,” said Hugh Hill.";
        Assert.Equal(["Anna Lind", "Hugh Hill"], Reading.Code(Text).Statements.Select(s => s.Speaker?.Text));
    }

    [Theory]
    [InlineData("The rebels denied that they had burned the mill.", Factuality.Denied)]
    [InlineData("The army said that rebels had burned the mill.", Factuality.Happened)]
    [InlineData("The army believes that rebels burned the mill.", Factuality.Possible)]
    [InlineData("The army said that rebels may have burned the mill.", Factuality.Possible)]
    [InlineData("The bank plans to close its branches.", Factuality.Planned)]
    [InlineData("The rebels threatened to kill the hostages.", Factuality.Threatened)]
    [InlineData("The court refused to free the poets.", Factuality.Denied)]
    [InlineData("The council urged Togo to free the crew.", Factuality.Possible)]
    [InlineData("“We are rebuilding the bridge,” the mayor said.", Factuality.Ongoing)]
    [InlineData("“We did not burn the old mill,” the rebels said.", Factuality.Denied)]
    public void A_statement_says_how_its_content_stands(string text, Factuality factuality) =>
        Assert.Equal(factuality, Assert.Single(Reading.Code(text).Statements).Factuality);

    [Fact]
    public void A_statement_has_its_day_and_its_venue()
    {
        const string Text = "Rebels burned the mill, the minister told reporters on Monday.";
        var statement = Assert.Single(Reading.Code(Text, "2019-03-29").Statements);
        Assert.Equal("2019-03-25", statement.Date);
        Assert.Equal("reporters", Text[statement.Venue!.Start..statement.Venue.End]);
    }

    [Theory]
    [InlineData("“ ")]
    [InlineData("\" a ")]
    [InlineData("said ")]
    [InlineData("‘as ")]
    [InlineData("''x ")]
    [InlineData("X said “no, ")]
    [InlineData("a: ")]
    public void Marks_that_nothing_closes_take_time_in_line_with_the_text(string piece)
    {
        var small = Milliseconds(piece, 400);
        var large = Milliseconds(piece, 3_200);
        Assert.True(large < 40 * Math.Max(small, 100), $"{small:F0} ms, eight times as much {large:F0} ms");
    }

    private static double Milliseconds(string piece, int count)
    {
        var text = string.Concat(Enumerable.Repeat(piece, count));
        var clock = Stopwatch.StartNew();
        _ = Reading.Code(text);
        return clock.Elapsed.TotalMilliseconds;
    }
}
