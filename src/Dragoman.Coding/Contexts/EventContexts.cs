using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding.Contexts;

/// <summary>
/// Says what events are about (ONTOLOGY.md §2.2): by the words of the sentences that tell them, by those of the same paragraph, which count half, and by the
/// acts themselves. A context holds where what speaks for it adds up to one.
/// </summary>
internal static class EventContexts
{
    /// <summary>What must speak for a context.</summary>
    private const double Enough = 1;

    /// <summary>What a word elsewhere in the paragraph counts.</summary>
    private const double Elsewhere = 0.5;

    /// <summary>Sentences before and behind that still count as one paragraph.</summary>
    private const int Nearest = 3;

    /// <summary>Adds the contexts to events.</summary>
    /// <param name="events">Events whose evidence indexes the sentences of <paramref name="text"/>.</param>
    /// <param name="text">The text.</param>
    /// <param name="blocks">Its paragraphs, in text order.</param>
    public static List<PoliticalEvent> Fill(List<PoliticalEvent> events, AnnotatedText text, List<TextSpan> blocks)
    {
        if (events.Count == 0)
            return events;
        var words = new Dictionary<int, List<ContextWords>>();
        var filled = new List<PoliticalEvent>(events.Count);
        var sums = new double[Ontology.Current.Contexts.Count];
        var counted = new HashSet<int>();
        foreach (var told in events)
        {
            Array.Clear(sums);
            counted.Clear();
            var own = told.Evidence.Sentence;
            Add(Words(words, text, own), 1, sums, counted);
            foreach (var again in told.Also)
                Add(Words(words, text, again.Sentence), 1, sums, counted);
            var block = BlockOf(blocks, text.Sentences[own].Start);
            for (var i = Math.Max(0, own - Nearest); i <= own + Nearest && i < text.Sentences.Count; i++)
            {
                if (i != own && block >= 0 && blocks[block].Start <= text.Sentences[i].Start && text.Sentences[i].Start < blocks[block].End)
                    Add(Words(words, text, i), Elsewhere, sums, counted);
            }

            foreach (var act in ContextTables.Acts)
            {
                if (act.Holds(told))
                    sums[act.Context] += act.Weight;
            }

            filled.Add(Names(sums) is { Count: > 0 } contexts ? told with { Contexts = contexts } : told);
        }

        return filled;
    }

    private static void Add(List<ContextWords> words, double share, double[] sums, HashSet<int> counted)
    {
        foreach (var entry in words)
        {
            if (counted.Add(entry.Number))
                sums[entry.Context] += entry.Weight * share;
        }
    }

    /// <summary>The contexts that hold, in the order of the ontology, less those that step back.</summary>
    private static List<string> Names(double[] sums)
    {
        foreach (var (context, before) in ContextTables.Limits)
        {
            if (Array.Exists(before, other => sums[other] >= Enough))
                sums[context] = 0;
        }

        var names = new List<string>();
        for (var i = 0; i < sums.Length; i++)
        {
            if (sums[i] >= Enough)
                names.Add(Ontology.Current.Contexts[i]);
        }

        return names;
    }

    private static int BlockOf(List<TextSpan> blocks, int offset)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].Start <= offset && offset < blocks[i].End)
                return i;
        }

        return -1;
    }

    /// <summary>The entries that the words of a sentence meet; read once.</summary>
    private static List<ContextWords> Words(Dictionary<int, List<ContextWords>> read, AnnotatedText text, int index)
    {
        if (read.TryGetValue(index, out var met))
            return met;
        read.Add(index, met = []);
        var forms = ContextTables.Words.GetAlternateLookup<ReadOnlySpan<char>>();
        var sentence = text.Sentences[index];
        var end = sentence.FirstToken + sentence.TokenCount;
        for (var i = sentence.FirstToken; i < end; i++)
        {
            var token = text.Tokens[i];
            var byLemma = ContextTables.Words.GetValueOrDefault(token.Lemma);
            if (byLemma is not null)
                Meet(byLemma, text, i + 1, end, met);

            // "elected", "housing": the form may be listed where the lemma is not.
            if (forms.TryGetValue(text.Text.AsSpan(token.Start, token.End - token.Start), out var byForm) && byForm != byLemma)
                Meet(byForm, text, i + 1, end, met);
        }

        return met;
    }

    private static void Meet(ContextWords[] entries, AnnotatedText text, int from, int end, List<ContextWords> met)
    {
        foreach (var entry in entries)
        {
            var follows = from + entry.Rest.Length <= end;
            for (var k = 0; k < entry.Rest.Length && follows; k++)
            {
                var token = text.Tokens[from + k];
                follows = token.Lemma.Equals(entry.Rest[k], StringComparison.OrdinalIgnoreCase)
                    || text.Text.AsSpan(token.Start, token.End - token.Start).Equals(entry.Rest[k], StringComparison.OrdinalIgnoreCase);
            }

            if (follows)
                met.Add(entry);
        }
    }
}
