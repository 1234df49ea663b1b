using Dragoman.Knowledge;
using Dragoman.Records;

namespace Dragoman.Coding;

/// <summary>How many were asked for, given and right.</summary>
/// <param name="Gold">Number in the gold file.</param>
/// <param name="Given">Number in the answers.</param>
/// <param name="Right">Number that both have.</param>
public readonly record struct EventScore(int Gold, int Given, int Right)
{
    /// <summary>Share of the given that are right; 0 where none is given.</summary>
    public double Precision => Given == 0 ? 0 : Right / (double)Given;

    /// <summary>Share of the gold that was found; 0 where there is none.</summary>
    public double Recall => Gold == 0 ? 0 : Right / (double)Gold;

    /// <summary>Harmonic mean of both.</summary>
    public double F1 => Gold + Given == 0 ? 0 : 2.0 * Right / (Gold + Given);

    /// <summary>Adds another count.</summary>
    public EventScore Plus(int gold, int given, int right) => new(Gold + gold, Given + given, Right + right);
}

/// <summary>Something that gold and answer tell differently.</summary>
/// <param name="Document">Id of the document.</param>
/// <param name="Kind"><c>missing</c>, <c>extra</c>, <c>type</c>, <c>mode</c>, <c>date</c>, <c>factuality</c>, <c>actor code</c> or <c>recipient code</c>.</param>
/// <param name="Offset">Where it stands in the text.</param>
/// <param name="Words">The words around it.</param>
/// <param name="Gold">What the gold file says; empty for an extra event.</param>
/// <param name="Given">What the answer says; empty for a missing event.</param>
public sealed record CodedDisagreement(string? Document, string Kind, int Offset, string Words, string Gold, string Given);

/// <summary>
/// Compares coded documents with a gold coding of the same texts, event by event. Two events are the same where type, actor and recipient are:
/// sides agree where their words touch or, lacking offsets, their codes are equal; symmetric types may have their sides turned. Each event is
/// used once. Agreement of two coders is taken over sentences: the first type told in it, or none.
/// </summary>
public sealed class CodedScores
{
    private const int None = 16;
    private readonly EventScore[] _types = new EventScore[16];
    private readonly Dictionary<string, EventScore> _layers = new(StringComparer.Ordinal);
    private readonly List<CodedDisagreement> _disagreements = [];
    private readonly int[,] _sentences = new int[17, 17];

    /// <summary>Number of documents compared.</summary>
    public int Documents { get; private set; }

    /// <summary>Events by type, those that occur.</summary>
    public IEnumerable<(string Name, EventScore Score)> Types =>
        Enumerable.Range(0, 16).Where(type => _types[type] != default).Select(type => (EventTypes.Name((EventType)type), _types[type]));

    /// <summary>Events as a whole, then what of the matched ones agrees: modes, codes, dates, factuality; spans of actors and recipients.</summary>
    public IEnumerable<(string Name, EventScore Score)> Layers => _layers.Select(pair => (pair.Key, pair.Value));

    /// <summary>All disagreements, in the order of the documents and of the text.</summary>
    public IReadOnlyList<CodedDisagreement> Disagreements => _disagreements;

    /// <summary>Sentences that both codings speak of.</summary>
    public int Sentences => _sentences.Cast<int>().Sum();

    /// <summary>Cohen's kappa over sentences, from −1 to 1; 1 where nothing differs.</summary>
    public double Kappa
    {
        get
        {
            double total = Sentences, same = 0, chance = 0;
            if (total == 0)
                return 1;
            for (var k = 0; k <= None; k++)
            {
                double rows = 0, columns = 0;
                for (var j = 0; j <= None; j++)
                {
                    rows += _sentences[k, j];
                    columns += _sentences[j, k];
                }

                same += _sentences[k, k] / total;
                chance += rows / total * (columns / total);
            }

            return chance >= 1 ? 1 : (same - chance) / (1 - chance);
        }
    }

    /// <summary>Krippendorff's alpha over sentences for nominal values and two coders.</summary>
    public double Alpha
    {
        get
        {
            double total = 2.0 * Sentences, different = 0, expected = 0;
            if (total == 0)
                return 1;
            var marginals = new double[None + 1];
            for (var k = 0; k <= None; k++)
            {
                for (var j = 0; j <= None; j++)
                {
                    marginals[k] += _sentences[k, j] + _sentences[j, k];
                    if (j != k)
                        different += 2 * _sentences[k, j];
                }
            }

            for (var k = 0; k <= None; k++)
                expected += marginals[k] * (total - marginals[k]);
            return expected == 0 ? 1 : 1 - ((total - 1) * different / expected);
        }
    }

    /// <summary>Adds a document.</summary>
    /// <param name="gold">The gold coding.</param>
    /// <param name="given">The answer; null where there is none.</param>
    public void Add(CodedDocument gold, CodedDocument? given)
    {
        ArgumentNullException.ThrowIfNull(gold);
        Documents++;
        var found = given?.Events ?? [];
        var match = new int[gold.Events.Count];
        Array.Fill(match, -1);
        var used = new bool[found.Count];

        // The best agreement first: all of it, then type and one side, then the same words under another type.
        foreach (var least in (int[])[3, 2])
        {
            for (var g = 0; g < match.Length; g++)
            {
                for (var f = 0; f < used.Length && match[g] < 0; f++)
                {
                    if (used[f] || Agreement(gold.Events[g], found[f]) < least)
                        continue;
                    match[g] = f;
                    used[f] = true;
                }
            }
        }

        for (var g = 0; g < match.Length; g++)
            Gold(gold, gold.Events[g], match[g] < 0 ? null : found[match[g]]);
        for (var f = 0; f < used.Length; f++)
        {
            var extra = found[f];
            if (used[f])
                continue;
            Count("events", 0, 1, 0);
            _types[(int)extra.Type] = _types[(int)extra.Type].Plus(0, 1, 0);
            _disagreements.Add(new CodedDisagreement(gold.Id, "extra", extra.Evidence.Trigger.Start, Words(gold.Text, extra), "", Tell(extra)));
        }

        Spans("actors", gold.Events, found, static told => told.Actor);
        Spans("recipients", gold.Events, found, static told => told.Recipient);
        Sentence(gold, found, given);
    }

    private void Gold(CodedDocument document, PoliticalEvent gold, PoliticalEvent? given)
    {
        var right = given is not null && Agreement(gold, given) == 3;
        Count("events", 1, given is null ? 0 : 1, right ? 1 : 0);
        _types[(int)gold.Type] = _types[(int)gold.Type].Plus(1, 0, right ? 1 : 0);
        if (given is not null)
            _types[(int)given.Type] = _types[(int)given.Type].Plus(0, 1, 0);
        var (offset, words) = (gold.Evidence.Trigger.Start, Words(document.Text, gold));
        if (given is null || !right)
        {
            _disagreements.Add(new CodedDisagreement(
                document.Id, given is null ? "missing" : given.Type != gold.Type ? "type" : "side", offset, words, Tell(gold), given is null ? "" : Tell(given)));
            return;
        }

        Same("modes", "mode", gold.Mode, given.Mode);
        Same("actor codes", "actor code", gold.Actor.Code, given.Actor.Code);
        if (gold.Recipient is not null)
            Same("recipient codes", "recipient code", gold.Recipient.Code, given.Recipient?.Code);
        Same("dates", "date", gold.Date, given.Date);
        Same("factuality", "factuality", gold.Factuality.ToString(), given.Factuality.ToString());

        void Same(string layer, string kind, string? one, string? other)
        {
            Count(layer, one is null ? 0 : 1, other is null ? 0 : 1, one is not null && one == other ? 1 : 0);
            if (one != other)
                _disagreements.Add(new CodedDisagreement(document.Id, kind, offset, words, one ?? "", other ?? ""));
        }
    }

    /// <summary>3: type and both sides; 2: the type and one side, or both sides under another type; less: nothing in common that counts.</summary>
    private static int Agreement(PoliticalEvent gold, PoliticalEvent given)
    {
        var type = gold.Type == given.Type ? 1 : 0;
        var straight = (Same(gold.Actor, given.Actor) ? 1 : 0) + (Same(gold.Recipient, given.Recipient) ? 1 : 0);
        if (IsSymmetric(gold) && given.Recipient is not null)
            straight = Math.Max(straight, (Same(gold.Actor, given.Recipient) ? 1 : 0) + (Same(gold.Recipient, given.Actor) ? 1 : 0));
        return straight == 2 || type == 1 ? type + straight : 0;
    }

    private static bool IsSymmetric(PoliticalEvent told) => told.Recipient is not null
        && (told.Type is EventType.Cooperate or EventType.Agree || (told.Type == EventType.Consult && told.Mode != "visit")
            || (told.Type is EventType.Support or EventType.Assault or EventType.Concede && told.Mode is null));

    private static bool Same(Participant? one, Participant? other)
    {
        if (one is null || other is null)
            return one is null && other is null;
        return one.End > one.Start && other.End > other.Start ? one.Start < other.End && other.Start < one.End
            : one.Code is not null ? one.Code == other.Code : string.Equals(one.Text, other.Text, StringComparison.OrdinalIgnoreCase);
    }

    private void Spans(string layer, IReadOnlyList<PoliticalEvent> gold, IReadOnlyList<PoliticalEvent> given, Func<PoliticalEvent, Participant?> side)
    {
        var asked = gold.Select(side).OfType<Participant>().DistinctBy(part => (part.Start, part.End, part.Code)).ToList();
        var said = given.Select(side).OfType<Participant>().DistinctBy(part => (part.Start, part.End, part.Code)).ToList();
        var right = 0;
        var used = new bool[said.Count];
        foreach (var part in asked)
        {
            var at = said.FindIndex(other => !used[said.IndexOf(other)] && Same(part, other));
            if (at < 0)
                continue;
            used[at] = true;
            right++;
        }

        Count(layer, asked.Count, said.Count, right);
    }

    private void Sentence(CodedDocument gold, IReadOnlyList<PoliticalEvent> found, CodedDocument? given)
    {
        var sentences = gold.Sentences.Count > 0 ? gold.Sentences : given?.Sentences ?? [];
        foreach (var sentence in sentences)
            _sentences[First(gold.Events, sentence), First(found, sentence)]++;
    }

    private static int First(IReadOnlyList<PoliticalEvent> events, Extent sentence)
    {
        var (first, type) = (int.MaxValue, None);
        foreach (var told in events)
        {
            var at = told.Evidence.Trigger.Start;
            if (at >= sentence.Start && at < sentence.End && at < first)
                (first, type) = (at, (int)told.Type);
        }

        return type;
    }

    private void Count(string layer, int gold, int given, int right) => _layers[layer] = _layers.GetValueOrDefault(layer).Plus(gold, given, right);

    private static string Tell(PoliticalEvent told) =>
        $"{EventTypes.Name(told.Type)}{(told.Mode is null ? "" : "." + told.Mode)} {told.Actor.Text} > {told.Recipient?.Text ?? "-"}";

    private static string Words(string text, PoliticalEvent told)
    {
        int start = Math.Clamp(told.Evidence.Trigger.Start, 0, text.Length), end = Math.Clamp(told.Evidence.Trigger.End, start, text.Length);
        return text[start..end];
    }
}
