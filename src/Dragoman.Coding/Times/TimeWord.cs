using System.Globalization;

namespace Dragoman.Coding.Times;

/// <summary>A word, number or sign of a text, as the time patterns see it.</summary>
/// <param name="Start">Offset of the first UTF-16 code unit.</param>
/// <param name="End">Offset behind the last.</param>
/// <param name="Lower">The word, lower case; a number's digits; a sign.</param>
/// <param name="Number">Value of digits or of a number word; −1 for none.</param>
/// <param name="Capital">Whether it begins with a capital.</param>
internal readonly record struct TimeWord(int Start, int End, string Lower, double Number, bool Capital);

/// <summary>Divides a text into the words that time patterns look at.</summary>
internal static class TimeWords
{
    private const int LongestWord = 24;

    public static List<TimeWord> Read(string text, int start, int end)
    {
        var words = new List<TimeWord>((end - start) / 5);
        var i = start;
        while (i < end)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c))
            {
                i++;
                continue;
            }

            var from = i;
            if (char.IsAsciiDigit(c))
            {
                while (i < end && (char.IsAsciiDigit(text[i]) || (text[i] == ',' && i + 3 < end && Three(text, i + 1, end))))
                    i++;
                var digits = text.AsSpan(from, i - from);
                var number = i - from <= 12 && double.TryParse(digits, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value) ? value : -1;
                words.Add(new TimeWord(from, i, digits.ToString(), number, false));
            }
            else if (char.IsLetter(c))
            {
                while (i < end && (char.IsLetter(text[i]) || (text[i] is '\'' or '’' && i + 1 < end && char.IsLetter(text[i + 1]) && text[i + 1] is not ('s' or 'S'))))
                    i++;
                var lower = i - from > LongestWord ? "" : text.AsSpan(from, i - from).ToString().ToLowerInvariant();
                words.Add(new TimeWord(from, i, lower, TimeTables.NumberWord(lower), char.IsUpper(c)));
            }
            else
            {
                i++;
                words.Add(new TimeWord(from, i, c is '–' or '—' ? "-" : c.ToString(), -1, false));
            }
        }

        return words;
    }

    private static bool Three(string text, int at, int end) =>
        at + 2 < end && char.IsAsciiDigit(text[at]) && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at + 2])
        && (at + 3 >= end || !char.IsAsciiDigit(text[at + 3]));
}
