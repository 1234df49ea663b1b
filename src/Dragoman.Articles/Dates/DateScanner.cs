using System.Globalization;

namespace Dragoman.Dates;

/// <summary>Walks over one date, left to right. A value of its own for each attempt, so that a failed one leaves no trace.</summary>
internal ref struct DateScanner(ReadOnlySpan<char> text)
{
    // What the culture gives is a copy at every call.
    private static readonly string[] Days = CultureInfo.InvariantCulture.DateTimeFormat.DayNames;
    private static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames;

    private readonly ReadOnlySpan<char> text = text;
    private int at;

    /// <summary>ISO 8601: a year, month or day, then perhaps a time and an offset.</summary>
    public bool TryIso(out string? date)
    {
        date = null;
        if (!Number(4, 4, out var year)) return false;
        int month = 1, day = 1;
        var basic = at + 4 <= text.Length && char.IsAsciiDigit(text[at]);
        if (at < text.Length)
        {
            if (!basic && !Skip("-/.")) return false;
            if (!Number(basic ? 2 : 1, 2, out month)) return false;
            if (at == text.Length && !basic)
            {
                date = PublicationDate.Day(year, month, 1)?[..7];
                return date is not null;
            }

            if (!basic && !Skip("-/.")) return false;
            if (!Number(basic ? 2 : 1, 2, out day)) return false;
        }
        else
        {
            date = PublicationDate.Day(year, 1, 1)?[..4];
            return date is not null;
        }

        date = WithTime(PublicationDate.Day(year, month, day));
        return date is not null;
    }

    /// <summary>RFC 822 (<c>Fri, 9 Mar 2019 12:30:00 EST</c>) and English words (<c>March 29, 2019, 4:05 p.m. ET</c>).</summary>
    public bool TryWords(out string? date)
    {
        // A weekday in front says nothing that the rest does not.
        var start = at;
        if (!(Letters(out var word) && IsWeekday(word))) at = start;
        SkipSeparators();
        date = TryDay(out var day) ? WithTime(day) : null;
        return date is not null;
    }

    /// <summary>A whole day at the start of a running text.</summary>
    public static bool TryDayAt(ReadOnlySpan<char> text, out string? day)
    {
        if (char.IsAsciiDigit(text[0]) && text.Length >= 10 && text[4] == '-' && text[7] == '-')
        {
            var iso = new DateScanner(text[..10]);
            return iso.TryIso(out day) && day!.Length == 10;
        }

        return new DateScanner(text).TryDay(out day);
    }

    /// <summary>A month's name at the start, perhaps behind the number of a day.</summary>
    public static bool StartsWithMonth(ReadOnlySpan<char> text)
    {
        var scanner = new DateScanner(text);
        if (scanner.Number(1, 2, out _)) scanner.SkipSeparators();
        return scanner.Letters(out var word) && TryMonth(word, out _);
    }

    private bool TryDay(out string? day)
    {
        day = null;
        int month, number, year;
        if (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            if (!Number(1, 2, out number)) return false;
            SkipOrdinal();
            SkipSeparators();
            if (!Letters(out var name) || !TryMonth(name, out month)) return false;
            Skip(".");
            SkipSeparators();
            if (!Year(out year)) return false;
        }
        else
        {
            if (!Letters(out var name) || !TryMonth(name, out month)) return false;
            Skip(".");
            SkipSeparators();
            if (!Number(1, 2, out number)) return false;
            SkipOrdinal();
            SkipSeparators();
            if (!Number(4, 4, out year)) return false;
        }

        day = PublicationDate.Day(year, month, number);
        return day is not null;
    }

    private bool Year(out int year)
    {
        var start = at;
        if (!Number(2, 4, out year)) return false;
        if (at - start == 2) year += year < 70 ? 2000 : 1900;
        return at - start != 3;
    }

    private string? WithTime(string? day)
    {
        if (day is null) return null;
        SkipSeparators();
        if (at == text.Length) return day;
        if (text[at] is 'T' or 't') at++;
        if (!Number(1, 2, out var hour) || !Skip(":.") || !Number(2, 2, out var minute)) return day;
        var second = 0;
        if (Skip(":") && !Number(2, 2, out second)) return day;
        if (Skip(".,")) Number(1, 9, out _);
        SkipSeparators();
        HalfOfDay(ref hour);
        if (hour > 23 || minute > 59 || second > 60) return day;
        var time = string.Create(CultureInfo.InvariantCulture, $"{day}T{hour:00}:{minute:00}:{Math.Min(second, 59):00}");
        return time + Offset();
    }

    private string Offset()
    {
        SkipSeparators();
        if (at == text.Length) return "";
        if (text[at] is '+' or '-' or '\u2212')
        {
            var sign = text[at++] == '+' ? '+' : '-';
            if (!Number(2, 2, out var hours)) return "";
            Skip(":");
            if (!Number(2, 2, out var minutes)) minutes = 0;
            return hours > 14 || minutes > 59 ? "" : string.Create(CultureInfo.InvariantCulture, $"{sign}{hours:00}:{minutes:00}");
        }

        return Letters(out var zone) ? ZoneNames.Offset(zone) ?? "" : "";
    }

    private void HalfOfDay(ref int hour)
    {
        if (at + 1 >= text.Length || text[at] is not ('a' or 'A' or 'p' or 'P')) return;
        var length = text[at + 1] is 'm' or 'M' ? 2 : text[at + 1] == '.' && at + 2 < text.Length && text[at + 2] is 'm' or 'M' ? 3 : 0;
        if (length == 0 || (at + length < text.Length && char.IsLetter(text[at + length]))) return;
        if (hour is >= 1 and <= 12) hour = (hour % 12) + (text[at] is 'p' or 'P' ? 12 : 0);
        at += length;
        Skip(".");
    }

    private bool Number(int fewest, int most, out int value)
    {
        value = 0;
        var start = at;
        while (at < text.Length && at - start < most && char.IsAsciiDigit(text[at])) value = (value * 10) + (text[at++] - '0');
        return at - start >= fewest;
    }

    private bool Letters(out ReadOnlySpan<char> word)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiLetter(text[at])) at++;
        word = text[start..at];
        return at > start;
    }

    private bool Skip(ReadOnlySpan<char> anyOf)
    {
        if (at >= text.Length || !anyOf.Contains(text[at])) return false;
        at++;
        return true;
    }

    private void SkipSeparators()
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] is ',' or '-' or '|' or '/' or '\u00B7' or '\u2022' or '\u2013' or '\u2014'))
        {
            // A sign in front of digits is an offset, which is not ours to skip.
            if (text[at] == '-' && at + 4 < text.Length && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at + 2]) && char.IsAsciiDigit(text[at + 4])) return;
            at++;
        }

        if (text[at..].StartsWith("at ", StringComparison.OrdinalIgnoreCase)) at += 3;
    }

    private void SkipOrdinal()
    {
        var rest = text[at..];
        if (rest.Length < 2) return;
        foreach (var ending in (ReadOnlySpan<string>)["st", "nd", "rd", "th"])
        {
            if (rest.StartsWith(ending, StringComparison.OrdinalIgnoreCase) && (rest.Length == 2 || !char.IsLetter(rest[2]))) at += 2;
        }
    }

    private static bool IsWeekday(ReadOnlySpan<char> word) => IndexOf(Days, word) >= 0;

    private static bool TryMonth(ReadOnlySpan<char> word, out int month)
    {
        month = IndexOf(Months, word) + 1;
        return month > 0;
    }

    /// <summary>The name that the word is, or of which it is the first three or four letters.</summary>
    private static int IndexOf(string[] names, ReadOnlySpan<char> word)
    {
        for (var index = 0; index < names.Length; index++)
        {
            var name = names[index].AsSpan();
            if (name.IsEmpty || word.Length < 3) continue;
            if (word.Equals(name, StringComparison.OrdinalIgnoreCase)) return index;
            if (word.Length is 3 or 4 && name.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return index;
        }

        return -1;
    }
}
