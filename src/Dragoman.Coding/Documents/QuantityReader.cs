using System.Globalization;
using Dragoman.Coding.Reading;
using Dragoman.Coding.Times;
using Dragoman.Records;

namespace Dragoman.Coding.Documents;

/// <summary>Reads amounts with their bounds (ONTOLOGY.md §2.6), and gives events the numbers of those who suffered or took part.</summary>
/// <param name="times">Expressions of time in text order; their numbers are no amounts.</param>
internal sealed class QuantityReader(IReadOnlyList<TimeExpression> times)
{
    /// <summary>The amounts in text order.</summary>
    public List<Quantity> All { get; } = [];

    /// <summary>Reads the amounts of a piece of a sentence.</summary>
    public void Read(SentenceReading sentence, Mentions mentions)
    {
        foreach (var phrase in sentence.Phrases)
        {
            if (phrase.Given != 0 || phrase.IsPronoun)
                continue;
            for (var i = phrase.First; i < phrase.End; i++)
            {
                if (Amount(sentence, i, phrase.End) is not { } amount || IsTime(sentence.StartOf(i)))
                    continue;
                Add(sentence, mentions, phrase, i, amount);
                break;
            }
        }
    }

    /// <summary>Adds magnitudes to events from the amounts within their recipients' and actors' words.</summary>
    public List<PoliticalEvent> Weigh(List<PoliticalEvent> events)
    {
        for (var i = 0; i < events.Count; i++)
        {
            var made = events[i];
            if (made.Recipient is { } suffering && Inside(suffering.Start, suffering.End) is { } amount)
            {
                var magnitude = made.Type switch
                {
                    EventType.Coerce when made.Mode == "arrest" => new Magnitude(null, null, amount, null),
                    EventType.Assault when made.Rule is "kill" or "kill-agent" or "assassinate" or "massacre" => new Magnitude(amount, null, null, null),
                    EventType.Assault or EventType.Retreat or EventType.Sanction => new Magnitude(null, null, null, amount),
                    _ => null,
                };
                events[i] = magnitude is null ? made : made with { Magnitude = magnitude };
            }
            else if (made.Type is EventType.Protest or EventType.Mobilize && Inside(made.Actor.Start, made.Actor.End) is { } crowd)
            {
                events[i] = made with { Magnitude = new Magnitude(null, null, null, crowd) };
            }
        }

        return events;
    }

    private Amount? Inside(int start, int end)
    {
        int low = 0, high = All.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (All[middle].Start < start)
                low = middle + 1;
            else
                high = middle;
        }

        return low < All.Count && All[low].End <= end && All[low].Unit is null
            ? new Amount(All[low].Value, All[low].Low, All[low].High) : null;
    }

    private void Add(SentenceReading sentence, Mentions mentions, Phrase phrase, int first, (double Value, int End, bool Vague, double Low, double High) amount)
    {
        var words = sentence.Words;
        var start = first;
        double? value = amount.Value, low = null, high = null;
        var approximate = false;
        var money = words[first].Role == WordRole.Number && sentence.Text[words[first].Start] is '$' or '€' or '£' or '¥';
        var step = money ? 0 : 1;
        if (amount.Vague)
            (value, low, high, approximate) = (null, amount.Low, amount.High, true);
        else if (amount.High > 0)
            (value, low, high) = (null, amount.Low, amount.High);

        // What stands in front: "about", "at least", "more than", "up to".
        // The words themselves: the lexicon need not know them.
        string Before(int back) => first - back >= 0 ? sentence.Slice(first - back, first - back + 1).ToLowerInvariant() : "";
        var one = Before(1);
        var two = Before(2) + " " + one;
        if (value is { } number)
        {
            if (two is "more than" or "greater than" || one is "over" or "above" or "exceeding")
                (value, low, start, approximate) = (null, number + step, first - (two is "more than" or "greater than" ? 2 : 1), true);
            else if (two is "at least")
                (value, low, start, approximate) = (null, number, first - 2, true);
            else if (two is "fewer than" or "less than" || one is "under" or "below")
                (value, high, start, approximate) = (null, number - step, first - (two is "fewer than" or "less than" ? 2 : 1), true);
            else if (two is "up to" or "at most" or "as many" || two is "to as")
                (value, high, start, approximate) = (null, number, first - 2, true);
            else if (one is "nearly" or "almost")
                (high, start, approximate) = (number - step, first - 1, true);
            else if (one is "about" or "some" or "around" or "roughly" or "approximately" or "estimated")
                (start, approximate) = (first - 1, true);
        }

        int from = sentence.StartOf(start), to = sentence.EndBefore(amount.End);
        if (All.Count > 0 && from < All[^1].End)
            return;
        var unit = money ? sentence.Text[words[first].Start] switch { '$' => "USD", '€' => "EUR", '£' => "GBP", _ => "JPY" }
            : amount.End < words.Length && (sentence.Text[words[amount.End].Start] == '%' || words[amount.End].Form is "percent") ? "%" : null;
        var counted = amount.End < phrase.End ? sentence.Slice(amount.End, phrase.End)
            : phrase.Complement is { } of && words[of.Preposition].Form == "of" ? sentence.Slice(of.First, of.End) : null;
        All.Add(new Quantity
        {
            Start = from,
            End = to,
            Value = value,
            Low = low,
            High = high,
            Approximate = approximate,
            Of = counted,
            Unit = unit,
            Mention = mentions.IdAt(sentence.StartOf(phrase.First), sentence.EndBefore(phrase.End)),
        });
    }

    /// <summary>Whether an offset lies within an expression of time: its numbers count days and years.</summary>
    private bool IsTime(int offset)
    {
        int low = 0, high = times.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (times[middle].End <= offset) low = middle + 1;
            else high = middle;
        }

        return low < times.Count && times[low].Start <= offset;
    }

    /// <summary>The amount that begins at a word.</summary>
    private static (double Value, int End, bool Vague, double Low, double High)? Amount(SentenceReading sentence, int i, int end)
    {
        var words = sentence.Words;
        var form = Lower(sentence, i);
        switch (form)
        {
            case "several" when i + 1 < end && Lower(sentence, i + 1) is "dozen" or "hundred" or "thousand":
                return Lower(sentence, i + 1) switch
                {
                    "dozen" => (0, i + 2, true, 24, 99),
                    "hundred" => (0, i + 2, true, 200, 999),
                    _ => (0, i + 2, true, 2000, 9999),
                };
            case "dozens":
                return (0, i + 1, true, 24, 99);
            case "hundreds":
                return (0, i + 1, true, 200, 999);
            case "thousands":
                return (0, i + 1, true, 2000, 9999);
            case "tens" when i + 2 < words.Length && Lower(sentence, i + 1) == "of" && Lower(sentence, i + 2) == "thousands":
                return (0, i + 3, true, 20000, 99999);
            case "$" or "€" or "£" or "¥" when i + 1 < end:
                return Amount(sentence, i + 1, end) is { } money ? money : null;
            default:
                break;
        }

        var at = i;
        var value = Number(form);
        if (value < 0)
            return null;

        // A year is a date, and "one" alone is mostly an article.
        if (form.Length == 4 && char.IsAsciiDigit(form[0]) && value is >= 1900 and <= 2099 && at + 1 >= end)
            return null;
        if (form == "one" && at + 1 >= end)
            return null;
        at++;
        while (at < end && Number(Lower(sentence, at)) is var next && next >= 0)
        {
            value = next is 100 or 1000 || next >= 1e6 ? value * next : value + next;
            at++;
        }

        if (at < end && Lower(sentence, at) == "dozen")
            (value, at) = (value * 12, at + 1);
        if (at + 1 < words.Length && words[at].Form == "to" && Number(Lower(sentence, at + 1)) is var top && top > value)
            return (0, at + 2, false, value, top);
        return (value, at, false, 0, 0);
    }

    private static double Number(string form) => form switch
    {
        "million" or "m" => 1e6,
        "billion" or "bn" => 1e9,
        "trillion" => 1e12,
        _ when form.Length > 0 && char.IsAsciiDigit(form[0]) =>
            double.TryParse(form, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var digits) ? digits : -1,
        _ => TimeGrammar.Default.Vocabulary.Class("number").TryGetValue(TimeGrammar.Default.Vocabulary.Id(form), out var terms) ? terms[0].Value : -1,
    };

    private static string Lower(SentenceReading sentence, int i)
    {
        var word = sentence.Words[i];
        return word.End - word.Start > 20 ? "" : sentence.Text.AsSpan(word.Start, word.End - word.Start).ToString().ToLowerInvariant();
    }
}
