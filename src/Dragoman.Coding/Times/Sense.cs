using Dragoman.Records;
using NodaTime;

namespace Dragoman.Coding.Times;

/// <summary>How long the stretch is that a date names.</summary>
internal enum Grain : byte
{
    None,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Half,
    Season,
    Year,
    Decade,
    Century,
}

/// <summary>What an expression means, before it is placed in the text. Made once for a match, never changed.</summary>
internal sealed record Sense
{
    /// <summary>Number of words that it takes.</summary>
    public int Words { get; init; }

    public TimeType Type { get; init; }

    /// <summary>TIMEX3 value.</summary>
    public required string Value { get; init; }

    public bool Resolved { get; init; }

    public Grain Grain { get; init; }

    /// <summary>The day, or the first day of a longer stretch; null where it is not known.</summary>
    public LocalDate? Day { get; init; }

    /// <summary>Month and day without a year, where no day could be reckoned or a year was chosen.</summary>
    public (int Month, int Day) Yearless { get; init; }

    /// <summary>Hour, minute and second of a clock; −1 for none.</summary>
    public (int Hour, int Minute, int Second) Clock { get; init; } = (-1, -1, -1);

    /// <summary>Whether a clock says which half of the day it means.</summary>
    public bool Half { get; init; }

    /// <summary>Numbers and units of a length.</summary>
    public Length? Amount { get; init; }
}

/// <summary>A length of time, unit by unit.</summary>
/// <param name="Parts">Numbers with their units, in the order of the text.</param>
/// <param name="Vague">Whether the number is not said: "several days".</param>
internal sealed record Length((double Count, TimeUnit Unit)[] Parts, bool Vague);

/// <summary>Units of time, smallest first. The names are those of the class <c>unit</c>.</summary>
internal enum TimeUnit : byte
{
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}
