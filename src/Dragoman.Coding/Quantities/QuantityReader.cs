using Dragoman.Coding.Documents;
using Dragoman.Coding.Statements;
using Dragoman.Coding.Times;
using Dragoman.Records;

namespace Dragoman.Coding.Quantities;

/// <summary>What befell those whom an amount counts.</summary>
internal enum AmountRole : byte
{
    /// <summary>Not told, or nothing that events count.</summary>
    None,

    /// <summary>They were killed.</summary>
    Killed,

    /// <summary>They were hurt.</summary>
    Injured,

    /// <summary>They were held.</summary>
    Arrested,

    /// <summary>They took part.</summary>
    Part,
}

/// <summary>Reads the amounts of a document, ties them to mentions and statements, and gives events their magnitudes.</summary>
internal sealed class QuantityReader
{
    /// <summary>Words looked at before an amount for what befell those counted.</summary>
    private const int Window = 5;

    private const int LongestOf = 7;

    /// <summary>Events of one sentence that are compared with each other.</summary>
    private const int MostInSentence = 60;

    private readonly List<Found> _found = [];
    private readonly AnnotatedText _text;
    private readonly CasualtyWords _roles;

    /// <summary>Reads the amounts of a text.</summary>
    /// <param name="text">The text with its sentences and tags.</param>
    /// <param name="times">Expressions of time in text order; their numbers are no amounts.</param>
    /// <param name="ct">Looked at once per sentence.</param>
    public QuantityReader(AnnotatedText text, IReadOnlyList<TimeExpression> times, CancellationToken ct)
    {
        _text = text;
        _roles = CasualtyWords.Default;
        var parser = new AmountParser();
        var words = new List<TimeWord>(64);
        var nextTime = 0;
        for (var s = 0; s < text.Sentences.Count; s++)
        {
            ct.ThrowIfCancellationRequested();
            var sentence = text.Sentences[s];
            TimeWords.Read(text.Text, sentence.Start, sentence.End, QuantityTables.Default.Vocabulary, words);
            parser.Reset(text.Text, words);
            var token = sentence.FirstToken;
            for (var i = 0; i < words.Count;)
            {
                while (nextTime < times.Count && times[nextTime].End <= words[i].Start)
                    nextTime++;
                if (nextTime < times.Count && times[nextTime].Start <= words[i].Start && times[nextTime].Type != TimeType.Set)
                {
                    i++;
                    continue;
                }

                if (parser.At(i, out var next) is { } amount && !Touches(times, nextTime, words[amount.First].Start, words[amount.End - 1].End))
                    Add(sentence, s, words, amount, ref token);
                i = next;
            }
        }
    }

    /// <summary>The amounts in text order.</summary>
    public IReadOnlyList<Quantity> Finish(Mentions? mentions, StatementReader? statements)
    {
        var ordered = mentions?.All.OrderBy(mention => mention.Start).ThenBy(mention => mention.End).ToArray() ?? [];
        var quantities = new List<Quantity>(_found.Count);
        foreach (var found in _found)
        {
            quantities.Add(found.Quantity with
            {
                Mention = MentionOf(ordered, found),
                Statement = statements?.Around(found.Quantity.Start)?.Id,
            });
        }

        return quantities;
    }

    /// <summary>Gives events the amounts of those who suffered or took part, from the words of their own sentence.</summary>
    public List<PoliticalEvent> Weigh(List<PoliticalEvent> events)
    {
        for (var i = 0; i < events.Count; i++)
        {
            var made = events[i];
            var magnitude = made.Type switch
            {
                EventType.Assault => Suffered(events, i),
                EventType.Coerce => Held(events, i),
                EventType.Protest or EventType.Mobilize => Count(Inside(made.Actor) ?? Nearest(events, i, AmountRole.Part)),
                EventType.Retreat or EventType.Sanction or EventType.Aid => made.Recipient is { } other && Inside(other) is { } moved ? Count(moved) : null,
                _ => null,
            };
            if (magnitude is not null)
                events[i] = made with { Magnitude = magnitude };
        }

        return events;
    }

    private static Magnitude? Count(Amount? amount) => amount is null ? null : new Magnitude(null, null, null, amount);

    private Magnitude? Suffered(List<PoliticalEvent> events, int at)
    {
        var made = events[at];
        var killed = Nearest(events, at, AmountRole.Killed);
        var injured = Nearest(events, at, AmountRole.Injured);
        var others = made.Recipient is { } recipient && InsideFound(recipient) is { Role: AmountRole.None or AmountRole.Part } found ? AmountOf(found) : null;
        return killed is null && injured is null && others is null ? null : new Magnitude(killed, injured, null, others);
    }

    private Magnitude? Held(List<PoliticalEvent> events, int at)
    {
        var made = events[at];
        if (Nearest(events, at, AmountRole.Arrested) is { } held)
            return new Magnitude(null, null, held, null);
        return made.Recipient is { } recipient && Inside(recipient) is { } amount
            ? made.Mode == "arrest" ? new Magnitude(null, null, amount, null) : new Magnitude(null, null, null, amount) : null;
    }

    /// <summary>The amount of a role in the sentence of an event, if this event's trigger is the nearest of its type.</summary>
    private Amount? Nearest(List<PoliticalEvent> events, int at, AmountRole role)
    {
        var made = events[at];
        Found? best = null;
        var distance = int.MaxValue;
        for (var i = FirstFrom(made.Evidence.Start); i < _found.Count && _found[i].Quantity.Start < made.Evidence.End; i++)
        {
            var found = _found[i];
            if (found.Role != role || found.Quantity.Unit is not null)
                continue;
            var away = Distance(found.Quantity, made.Evidence.Trigger);
            if (away < distance && !IsNearerToAnother(events, at, found.Quantity, away))
                (best, distance) = (found, away);
        }

        return best is null ? null : AmountOf(best);
    }

    /// <summary>Whether another event of the same type and sentence stands nearer. Events come in the order of their sentences.</summary>
    private static bool IsNearerToAnother(List<PoliticalEvent> events, int at, Quantity quantity, int away)
    {
        var made = events[at];
        for (var i = at - 1; i >= Math.Max(0, at - MostInSentence) && events[i].Evidence.Sentence == made.Evidence.Sentence; i--)
        {
            if (IsNearer(events[i]))
                return true;
        }

        for (var i = at + 1; i < Math.Min(events.Count, at + MostInSentence) && events[i].Evidence.Sentence == made.Evidence.Sentence; i++)
        {
            if (IsNearer(events[i]))
                return true;
        }

        return false;

        bool IsNearer(PoliticalEvent other) =>
            other.Type == made.Type && other.Evidence.Trigger != made.Evidence.Trigger && Distance(quantity, other.Evidence.Trigger) < away;
    }

    private static int Distance(Quantity quantity, TextSpan trigger) =>
        quantity.Start >= trigger.End ? quantity.Start - trigger.End : trigger.Start >= quantity.End ? trigger.Start - quantity.End : 0;

    private static Amount AmountOf(Found found) => new(found.Quantity.Value, found.Quantity.Low, found.Quantity.High);

    private Amount? Inside(Participant side) => InsideFound(side) is { } found ? AmountOf(found) : null;

    private Found? InsideFound(Participant side)
    {
        var i = FirstFrom(side.Start);
        return i < _found.Count && _found[i].Quantity is { Unit: null } quantity && quantity.End <= side.End && quantity.Value is null or >= 1 ? _found[i] : null;
    }

    private int FirstFrom(int offset)
    {
        int low = 0, high = _found.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_found[middle].Quantity.Start < offset)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static bool Touches(IReadOnlyList<TimeExpression> times, int from, int start, int end)
    {
        for (var i = from; i < times.Count && times[i].Start < end; i++)
        {
            if (times[i].End > start && times[i].Type != TimeType.Set)
                return true;
        }

        return false;
    }

    private void Add(Sentence sentence, int index, List<TimeWord> words, in FoundAmount amount, ref int token)
    {
        int start = words[amount.First].Start, end = words[amount.End - 1].End;
        while (token < sentence.FirstToken + sentence.TokenCount && _text.Tokens[token].End <= words[amount.Core].Start)
            token++;
        var behind = token;
        var last = sentence.FirstToken + sentence.TokenCount;
        while (behind < last && _text.Tokens[behind].Start < end)
            behind++;
        var (ofStart, ofEnd, head) = Counted(behind, last);

        // "a separate one with the mediators" counts nothing.
        if (amount is { Value: 1, Unit: null } && ofEnd <= ofStart && words[amount.Core].Letters && amount.End == amount.Core + 1)
            return;
        _found.Add(new Found(
            new Quantity
            {
                Start = start,
                End = end,
                Value = amount.Value,
                Low = amount.Low,
                High = amount.High,
                Approximate = amount.Approximate,
                Unit = amount.Unit,
                Of = ofEnd > ofStart ? _text.Text[ofStart..ofEnd] : null,
            },
            index,
            ofEnd > ofStart ? ofEnd : end,
            amount.Unit is null ? Role(sentence, token, behind, head) : AmountRole.None));
    }

    /// <summary>The words that are counted: adjectives and nouns behind the amount, or behind its "of".</summary>
    private (int Start, int End, int Head) Counted(int at, int last)
    {
        var tokens = _text.Tokens;
        if (at < last && tokens[at].Lemma == "of")
        {
            at++;
            while (at < last && tokens[at].Upos is "DET" or "PRON")
                at++;
        }

        // "3,000-strong crowd", "five-member panel".
        if (at < last && tokens[at].End - tokens[at].Start == 1 && _text.Text[tokens[at].Start] == '-')
            at++;
        var first = at;
        var end = at;
        while (at < last && at - first < LongestOf)
        {
            var upos = tokens[at].Upos;
            if (upos is "NOUN" or "PROPN")
                end = at + 1;
            else if (upos is not ("ADJ" or "ADV" or "VERB") && !(upos == "PUNCT" && _text.Text[tokens[at].Start] == '-') && !(upos == "PART" && tokens[at].JoinsPrevious))
                break;
            else if (upos is "VERB" or "ADV" && end > first)
                break;
            at++;
        }

        return end > first ? (tokens[first].Start, tokens[end - 1].End, end - 1) : (0, 0, -1);
    }

    /// <summary>What befell those counted: by the word behind them, else by what their noun hangs on, else by the words before.</summary>
    private AmountRole Role(Sentence sentence, int core, int behind, int head)
    {
        var tokens = _text.Tokens;
        var last = sentence.FirstToken + sentence.TokenCount;
        var part = AmountRole.None;
        for (var i = behind; i < Math.Min(last, (head >= 0 ? head : behind - 1) + 3); i++)
        {
            // "12 people and wounding 30": what is joined befell others.
            if (tokens[i].Upos is "NUM" or "CCONJ")
                break;
            var near = _roles.Of(tokens[i].Lemma);
            if (near == AmountRole.Part && i <= head)
                part = near;
            else if (near is not (AmountRole.None or AmountRole.Part))
                return near;
        }

        if (_text.HasTrees && core < last)
        {
            var at = head >= 0 ? head : core;
            for (var steps = 0; steps < 4 && at >= 0; steps++)
            {
                var role = _roles.Of(tokens[at].Lemma);
                if (role == AmountRole.Part)
                    part = role;
                else if (role != AmountRole.None)
                    return role;
                if (tokens[at].Upos == "VERB" && AtTheEnd(at, last))
                    return AmountRole.Killed;
                if (tokens[at].Upos == "VERB" && steps > 0)
                    break;
                at = tokens[at].Head;
            }
        }

        for (var i = core - 1; i >= Math.Max(sentence.FirstToken, core - Window); i--)
        {
            if (tokens[i].Upos == "NUM")
                break;
            if (_roles.Of(tokens[i].Lemma) is var before and not (AmountRole.None or AmountRole.Part))
                return before;
        }

        return part;
    }

    /// <summary>"shot dead", "stabbed to death", "gunned down": what a verb and the words behind it tell together.</summary>
    private bool AtTheEnd(int verb, int last)
    {
        var tokens = _text.Tokens;
        for (var i = verb + 1; i < Math.Min(last, verb + 3); i++)
        {
            if (_roles.Of(tokens[i].Lemma) == AmountRole.Killed && tokens[i].Upos is "ADJ" or "NOUN")
                return true;
            if (tokens[i].Lemma == "down")
                return _roles.Of(tokens[verb].Lemma + " down") == AmountRole.Killed;
            if (tokens[i].Upos is not ("ADP" or "PART" or "SCONJ"))
                return false;
        }

        return false;
    }

    /// <summary>The smallest mention that holds the amount or what it counts.</summary>
    private static string? MentionOf(Mention[] ordered, Found found)
    {
        int start = found.Quantity.Start, end = found.OfEnd;
        int low = 0, high = ordered.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ordered[middle].Start < end)
                low = middle + 1;
            else
                high = middle;
        }

        Mention? best = null;
        for (var i = low - 1; i >= Math.Max(0, low - 24); i--)
        {
            var mention = ordered[i];
            if (mention.End <= start || mention.Kind == MentionKind.Place)
                continue;

            // The noun that is counted ends what is counted; a name inside it ("Russian") is another thing.
            if (mention.End >= end && (best is null || mention.End - mention.Start < best.End - best.Start))
                best = mention;
        }

        return best?.Id;
    }

    private sealed record Found(Quantity Quantity, int Sentence, int OfEnd, AmountRole Role);
}
