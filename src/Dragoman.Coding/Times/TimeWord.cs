using System.Runtime.CompilerServices;

namespace Dragoman.Coding.Times;

/// <summary>A word, number or sign of a text, as the time patterns see it.</summary>
/// <param name="Start">Offset of the first UTF-16 code unit.</param>
/// <param name="End">Offset behind the last.</param>
/// <param name="Id">Number of the word in <see cref="TimeVocabulary"/>; 0 for a word that no pattern knows, or one of the constants of <see cref="TimeWords"/>.</param>
/// <param name="Number">Value of digits; −1 for none.</param>
/// <param name="Digits">How many digits a number has; 0 for other words and for numbers with separators.</param>
/// <param name="Shape">How the word is written.</param>
internal readonly record struct TimeWord(int Start, int End, int Id, int Number, byte Digits, WordShape Shape)
{
    /// <summary>The word as terms have it: its id, or for figures a number of their own.</summary>
    public int Key => Id == TimeWords.Number ? TimeWords.KeyOf(Number) : Id;

    /// <summary>Whether it begins with a capital letter.</summary>
    public bool Capital => (Shape & WordShape.Capital) != 0;

    /// <summary>Whether no white space stands before it.</summary>
    public bool Joined => (Shape & WordShape.Joined) != 0;

    /// <summary>Whether it is made of letters.</summary>
    public bool Letters => (Shape & WordShape.Letters) != 0;
}

/// <summary>How a word is written.</summary>
[Flags]
internal enum WordShape : byte
{
    /// <summary>A sign.</summary>
    None = 0,

    /// <summary>Begins with a capital.</summary>
    Capital = 1,

    /// <summary>No white space before it.</summary>
    Joined = 2,

    /// <summary>Made of letters.</summary>
    Letters = 4,

    /// <summary>Ends in "ed": most often a verb of the past.</summary>
    Past = 8,

    /// <summary>Ends in "s": most often several things.</summary>
    Plural = 16,
}

/// <summary>Divides a text into the words that time patterns look at.</summary>
internal static class TimeWords
{
    /// <summary>Id of digits.</summary>
    public const int Number = -1;

    /// <summary>Id of the break between two paragraphs.</summary>
    public const int Break = -2;

    /// <summary>What figures are called in terms such as "sept. 11 attacks".</summary>
    public static int KeyOf(int number) => number is >= 0 and < 10_000 ? -1000 - number : Number;

    /// <summary>Words longer than this are in no table.</summary>
    public const int LongestWord = 24;

    /// <summary>Fills a list with the words of a piece of text.</summary>
    public static void Read(string text, int start, int end, TimeVocabulary vocabulary, List<TimeWord> words)
    {
        words.Clear();
        Span<char> lower = stackalloc char[LongestWord];
        var i = start;
        var joined = false;
        while (i < end)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c))
            {
                var lines = 0;
                for (; i < end && char.IsWhiteSpace(text[i]); i++)
                    lines += text[i] == '\n' ? 1 : 0;
                if (lines > 1)
                    words.Add(new TimeWord(i, i, Break, -1, 0, WordShape.None));
                joined = false;
                continue;
            }

            var from = i;
            var shape = joined ? WordShape.Joined : WordShape.None;
            joined = true;
            if (char.IsAsciiDigit(c))
            {
                var (number, digits) = Digits(text, ref i, end);
                words.Add(new TimeWord(from, i, Number, number, digits, shape));
            }
            else if (char.IsLetter(c))
            {
                while (i < end && char.IsLetter(text[i]))
                    i++;
                shape |= WordShape.Letters | (char.IsUpper(c) ? WordShape.Capital : WordShape.None) | Ending(text.AsSpan(from, i - from));
                words.Add(new TimeWord(from, i, Id(text.AsSpan(from, i - from), lower, vocabulary), -1, 0, shape));
            }
            else
            {
                i++;
                words.Add(new TimeWord(from, i, vocabulary.Id(c switch { '–' or '—' or '‑' or '−' => "-", '’' or '‘' or '`' => "'", _ => text.AsSpan(from, 1) }), -1, 0, shape));
            }
        }
    }

    private static (int Number, byte Digits) Digits(string text, ref int i, int end)
    {
        var from = i;
        var grouped = false;
        long number = 0;
        while (i < end)
        {
            if (char.IsAsciiDigit(text[i]))
                number = Math.Min((number * 10) + text[i] - '0', int.MaxValue);
            else if (text[i] == ',' && i - from is > 0 and < 16 && Three(text, i + 1, end) && (grouped || i - from <= 3))
                grouped = true;
            else
                break;
            i++;
        }

        var length = i - from;
        return number >= int.MaxValue ? (-1, (byte)0) : ((int)number, grouped ? (byte)0 : (byte)Math.Min(length, 99));
    }

    private static bool Three(string text, int at, int end) =>
        at + 2 < end && char.IsAsciiDigit(text[at]) && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at + 2])
        && (at + 3 >= end || !char.IsAsciiDigit(text[at + 3]));

    private static WordShape Ending(ReadOnlySpan<char> word) => word switch
    {
        { Length: > 3 } when word[^1] is 'd' or 'D' && word[^2] is 'e' or 'E' => WordShape.Past,
        { Length: > 3 } when word[^1] is 's' or 'S' && word[^2] is not ('s' or 'S') => WordShape.Plural,
        _ => WordShape.None,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Id(ReadOnlySpan<char> word, Span<char> lower, TimeVocabulary vocabulary)
    {
        if (word.Length > LongestWord)
            return 0;
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            lower[i] = c < 128 ? (char)(c is >= 'A' and <= 'Z' ? c | 0x20 : c) : char.ToLowerInvariant(c);
        }

        return vocabulary.Id(lower[..word.Length]);
    }
}
