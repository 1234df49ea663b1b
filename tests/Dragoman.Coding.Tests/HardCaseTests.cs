using Dragoman.Records;

namespace Dragoman.Coding.Tests;

/// <summary>The hard cases of the ontology (section 5), each in the words of its table.</summary>
public sealed class HardCaseTests
{
    /// <summary>Text; the lines of its events, parts of which may be left out with <c>*</c>; empty for none.</summary>
    [Theory]
    [InlineData(1, "Fiji vowed to lend Tuvalu two tugs.", "AGREE 033 FJI>TUV happened")]
    [InlineData(2, "Fiji will lend Tuvalu two tugs.", "AGREE 033 FJI>TUV planned")]
    [InlineData(3, "Fiji lent Tuvalu two tugs.", "AID 070 FJI>TUV happened")]
    [InlineData(4, "Fiji would not lend Tuvalu the tugs.", "REJECT assist 122 FJI>TUV happened")]
    [InlineData(5, "Fiji took back the tugs it had lent Tuvalu.", "SANCTION discontinue 162 FJI>TUV happened")]
    [InlineData(6, "Fiji did not lend Tuvalu any tugs, records show.", "AID 070 FJI>TUV denied")]
    [InlineData(7, "Malta and Cyprus initialled a cable treaty.", "SUPPORT 057 MLT>CYP happened")]
    [InlineData(8, "Malta and Cyprus began laying the cable together.", "COOPERATE 061 MLT>CYP *")]
    [InlineData(9, "The junta will let the jailed poets out next month.", "CONCEDE 0353 *> planned")]
    [InlineData(10, "The jailed poets left prison on Monday under the junta's order.", "RETREAT release 0841 * happened")]
    [InlineData(11, "The junta pardoned the poets.", "CONCEDE 0841 * happened")]
    [InlineData(12, "Both armies announced a truce.", "CONCEDE 0871 * happened")]
    [InlineData(13, "The guns fell silent as both armies kept the truce.", "RETREAT ceasefire 0871 * *")]
    [InlineData(14, "Benin's envoy was called in by Niger over a stolen herd.", "ACCUSE disapprove 114 NER>BENGOV happened")]
    [InlineData(15, "Niger cancelled its meeting with Benin's envoy.", "REJECT meet 125 NER>BENGOV happened")]
    [InlineData(16, "Niger walked out of the river talks with Benin.", "SANCTION withdraw 164 NER>BEN happened")]
    [InlineData(17, "Free the pilots or we bomb the ridge, the rebels told Chad.", "THREATEN violence 138 REB>TCD *")]
    [InlineData(18, "Teachers filled the square to ask for a new wage law.", "PROTEST demo 1412 EDU>- happened")]
    [InlineData(19, "Teachers plan to fill the square on Friday.", "THREATEN restrict 133 EDU>- threatened")]
    [InlineData(20, "Police fired gas at teachers in the square.", "ASSAULT crowd-control 175 COP>EDU happened")]
    [InlineData(21, "Police shoved teachers off the square.", "COERCE restrict 172 COP>EDU happened")]
    [InlineData(22, "Zambia's navy drilled alone off the lake port.", "MOBILIZE troops 150 ZMBMIL>- happened")]
    [InlineData(23, "Zambia and Malawi drilled side by side.", "COOPERATE 062 ZMB>MWI happened")]
    [InlineData(24, "Zambia sent soldiers to dig out mudslide victims.", "AID 073 ZMB>* happened")]
    [InlineData(25, "A court gave the ex-minister nine years.", "SANCTION convict 116 JUD>ELI happened", "COERCE arrest 173 JUD>ELI happened")]
    [InlineData(26, "Judges issued a warrant for the fled general.", "THREATEN arrest 137 JUD>* happened")]
    [InlineData(27, "Insurgents took six soldiers prisoner.", "ASSAULT abduct 181 REB>* happened")]
    [InlineData(28, "Lisbon voiced anger at Praia; a concert in Lisbon drew thousands.", "ACCUSE disapprove 111 PRTGOV>* happened")]
    [InlineData(29, "The customs chief denied taking bribes.")]
    [InlineData(30, "The paper said gunmen had torched two barges.", "ASSAULT primitive 180 UAF>* happened")]
    [InlineData(31, "Guinea warned Mali against damming the creek.", "THREATEN 130 GIN>MLI happened")]
    [InlineData(32, "Benin called Togo's toll reckless and the flooding worrying.", "ACCUSE disapprove 111 BEN>TGO happened")]
    [InlineData(33, "Two Omani frigates docked in Mombasa, where Omani sailors remain.", "MOBILIZE weapons 154 OMNMIL>- happened")]
    [InlineData(34, "Malta has options: it can put an embargo on Cyprus.", "THREATEN restrict 1312 MLT>CYP possible")]
    [InlineData(35, "\"We urge Niger to free the herders,\" Benin's envoy said.", "REQUEST yield 0253 BENGOV>NER happened")]
    [InlineData(36, "Peru's government rebuked Ecuador on Monday.", "ACCUSE disapprove 111 PERGOV>ECU happened")]
    public void The_coding_of_the_table_comes_out(int number, string text, params string[] lines)
    {
        Assert.True(number > 0);
        var events = Reading.Code(text).Events.Select(Reading.Line).ToArray();
        Assert.Equal(lines.Length, events.Length);
        foreach (var line in lines)
            Assert.Contains(events, made => Fits(made, line));
    }

    [Fact]
    public void A_headline_and_its_lead_are_one_event_with_a_second_telling()
    {
        const string Text = "Peru rebukes Ecuador\n\nPeru's government rebuked Ecuador on Monday.";
        var made = Assert.Single(Reading.Code(Text, null, new Part(0, 20, PartKind.Headline), new Part(22, Text.Length, PartKind.Body)).Events);
        Assert.Equal("PERGOV", made.Actor.Code);
        Assert.Equal("ECU", made.Recipient?.Code);
        Assert.Single(made.Also);
    }

    [Fact]
    public void A_caption_with_a_file_picture_tells_no_event()
    {
        const string Text = "Ghana's president greets nurses in 2016.";
        Assert.Empty(Reading.Code(Text, null, new Part(0, Text.Length, PartKind.Caption)).Events);
    }

    [Fact]
    public void What_the_envoy_says_in_a_quotation_is_his_own_act() =>
        Assert.Null(Assert.Single(Reading.Code("\"We urge Niger to free the herders,\" Benin's envoy said.").Events).AssertedBy);

    [Fact]
    public void A_deed_in_a_paper_is_on_its_word() =>
        Assert.NotNull(Assert.Single(Reading.Code("The paper said gunmen had torched two barges.").Events).AssertedBy);

    private static bool Fits(string made, string line)
    {
        string[] left = made.Split(' '), right = line.Split(' ');
        if (left.Length != right.Length)
            return false;
        for (var i = 0; i < left.Length; i++)
        {
            if (right[i] == "*" || left[i] == right[i])
                continue;
            var sides = right[i].Split('>');
            var own = left[i].Split('>');
            if (sides.Length != 2 || own.Length != 2 || !Side(own[0], sides[0]) || !Side(own[1], sides[1]))
                return false;
        }

        return true;
    }

    private static bool Side(string own, string asked) => asked is "*" or "" || own == asked;
}
