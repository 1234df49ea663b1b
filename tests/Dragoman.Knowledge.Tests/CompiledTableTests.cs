using System.Collections;
using CsCheck;
using Dragoman.Knowledge.Tables;

namespace Dragoman.Knowledge.Tests;

/// <summary>The compiled form holds what the tables say.</summary>
public class CompiledTableTests
{
    private static readonly Dictionary<string, List<string[]>> Empty = KnowledgeSchema.All.ToDictionary(schema => schema.Name, _ => new List<string[]>());

    private static KnowledgeImage Image(params string[] bodies)
    {
        var tables = new Dictionary<string, List<string[]>>(Empty)
        {
            ["bodies"] = [.. bodies.Select(name => KnowledgeSchema.Bodies.Columns.Select(column => column.Name == "name" ? name : "").ToArray())],
        };
        return new KnowledgeImage(new Blob(KnowledgeImageWriter.Write(tables)));
    }

    [Fact]
    public void An_entry_is_read_as_it_was_written_member_by_member()
    {
        var entry = new NameEntry
        {
            Kind = NameKind.Person,
            Name = "a name",
            Country = "FJI",
            Sectors = ["GOV", "MIL"],
            Role = RoleKind.Group,
            Acts = true,
            Adjective = true,
            Detail = "armed group",
            From = "1999",
            Until = "2005-06",
            Form = NameForm.Titled,
            Offices = [new OfficeTerm("office", "NZL", ["LEG"], "2001", "2002-03-04", true) { RecognizedBy = [new Recognition("FJI", "2001", null), new Recognition("UNO", "2001-02", "2002")] }, new OfficeTerm("other", "FJI", [], null, null, false)],
        };
        var pool = new StringPool();
        var bytes = new List<byte>();
        NameEntryCodec.Write(bytes, entry, pool);
        var (starts, text) = pool.Write();
        var blob = new Blob([.. starts, .. text]);
        var reader = new EntryBytes(bytes.ToArray(), new StringView(blob, (0, starts.Length), (starts.Length, text.Length)));
        var read = NameEntryCodec.Read(ref reader);
        foreach (var property in typeof(NameEntry).GetProperties())
        {
            object? wanted = property.GetValue(entry), got = property.GetValue(read);
            var unset = property.GetValue(new NameEntry { Kind = NameKind.Country, Name = "" });
            Assert.False(wanted is IEnumerable many and not string ? !many.Cast<object>().Any() : Equals(wanted, unset), $"the test gives {property.Name} no value");
            if (property.Name == nameof(NameEntry.Offices))
            {
                Assert.Equal(entry.Offices.Select(Flat), read.Offices.Select(Flat));
            }
            else
            {
                Assert.Equal(wanted, got);
            }
        }

        static string Flat(OfficeTerm term) => string.Join('|', typeof(OfficeTerm).GetProperties().Select(property =>
            property.GetValue(term) is System.Collections.IEnumerable list and not string ? string.Join(',', list.Cast<object>()) : property.GetValue(term)?.ToString()));
    }

    [Fact]
    public void The_longest_phrases_are_found_and_all_shorter_ones()
    {
        var image = Image("alpha", "alpha beta", "alpha beta-gamma", "beta");
        Span<PhraseMatch> found = stackalloc PhraseMatch[8];
        var text = "alpha beta-gamma delta";
        var count = image.Find(text, 0, found);
        Assert.Equal(3, count);
        Assert.Equal(["alpha", "alpha beta", "alpha beta-gamma"], found[..count].ToArray().Select(match => text[match.Start..match.End]));
        Assert.Equal(["alpha beta", "alpha beta-gamma"], Last(image, text));

        static string[] Last(KnowledgeImage image, string text)
        {
            Span<PhraseMatch> two = stackalloc PhraseMatch[2];
            var kept = image.Find(text, 0, two);
            return [.. two[..kept].ToArray().Select(match => text[match.Start..match.End])];
        }
    }

    [Theory]
    [InlineData("alpha-beta", "alpha beta")]
    [InlineData("alpha beta", "alpha-beta")]
    [InlineData("alphabeta", "alpha beta")]
    [InlineData("alphas", "alpha")]
    [InlineData("s-300", "s300")]
    [InlineData("u. s.", "u.s.")]
    public void Blanks_and_hyphens_and_word_ends_make_a_difference(string text, string phrase)
    {
        Span<PhraseMatch> one = stackalloc PhraseMatch[1];
        Assert.Equal(0, Image(phrase).Find(text, 0, one));
    }

    [Fact]
    public void Every_phrase_is_found_among_many()
    {
        Gen.String[Gen.Char["abc-. '"], 1, 8].Select(text => text.Trim()).Where(text => text.Length > 0).Array[1, 40].Sample(phrases =>
        {
            var image = Image(phrases);
            Span<PhraseMatch> one = stackalloc PhraseMatch[1];
            foreach (var phrase in phrases)
            {
                if (image.Find(phrase, 0, one) != 1 || one[0].End != phrase.Length || image.Entries(one[0].Phrase).All(entry => entry.Name != phrase))
                    return false;
            }

            return true;
        }, iter: 300);
    }

    [Fact]
    public void A_walk_over_a_text_allocates_nothing()
    {
        var folded = KnowledgeBase.Fold("The United Nations Security Council met in New York while Downing Street and the Kremlin said nothing of al-Qaeda.");
        var found = new PhraseMatch[4];
        Walk();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var count = Walk();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(count, 5, 30);

        int Walk()
        {
            var phrases = 0;
            for (var at = 0; at < folded.Length; at = PhraseUnits.Skip(folded, PhraseUnits.End(folded, at)))
                phrases += KnowledgeBase.Default.FindFrom(folded, at, found);
            return phrases;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(40)]
    public void A_file_that_is_none_is_refused(int length) =>
        Assert.Throws<InvalidDataException>(() => new KnowledgeImage(new Blob(new byte[length])));

    [Fact]
    public void Compiling_twice_gives_the_same_bytes()
    {
        var rows = new KnowledgeImage(Blob.OfResource(typeof(KnowledgeBase).Assembly, KnowledgeImage.Resource)).Rows();
        Assert.Equal(KnowledgeImageWriter.Write(rows), KnowledgeImageWriter.Write(rows));
        Assert.Equal(Blob.OfResource(typeof(KnowledgeBase).Assembly, KnowledgeImage.Resource).Span.ToArray(), KnowledgeImageWriter.Write(rows));
    }
}
