namespace Dragoman.Coding.Times;

/// <summary>What a pattern makes, lowest first: a higher one may hold lower ones, never the other way round.</summary>
internal enum TimeLevel : byte
{
    /// <summary>"5 p.m.", "half past seven".</summary>
    Clock,

    /// <summary>A clock with part of the day or zone: "7 in the morning", "14:00 GMT".</summary>
    Time,

    /// <summary>Number and unit: "two weeks".</summary>
    Length,

    /// <summary>A day without its weekday: "March 3, 2019".</summary>
    Plain,

    /// <summary>A day: "Friday, March 3", "the day after tomorrow".</summary>
    Date,

    /// <summary>A week or longer: "last month", "Q3 2019".</summary>
    Period,

    /// <summary>Everything else, and what is put together of these.</summary>
    Whole,
}

/// <summary>Where a matched piece of a pattern is kept.</summary>
internal enum TimeSlot : byte
{
    /// <summary>Nowhere.</summary>
    None,
    Ampm, Calendar, Clockname, Day, Daynames, Decade, Era, Half, Holiday, Hour, Hours3, Hours4, Longunit, Meal, Min, Minword, Mod, Month, Monthnum, Named, Num, Ordinal,
    Part, Quarter, Ref, Repeat, Season, Sec, Shift, Solid, Times, Unit, Units, Vague, Weekday, Weekdays, Year, Year4, Yy, Zone,
    Clock, Time, Length, Plain, Date, Period,
}

/// <summary>How an element of a pattern is met.</summary>
internal enum ElementKind : byte
{
    /// <summary>By words.</summary>
    Words,

    /// <summary>By what a slot reads.</summary>
    Slot,

    /// <summary>The word before the expression must be one of these.</summary>
    Before,

    /// <summary>The word before must be none of these.</summary>
    NotBefore,

    /// <summary>The next word must be one of these.</summary>
    Next,

    /// <summary>The next word must be none of these.</summary>
    NotNext,
}

/// <summary>One element of a pattern.</summary>
internal sealed class TimeElement
{
    public required ElementKind Kind { get; init; }

    public bool Optional { get; init; }

    /// <summary>No white space before it.</summary>
    public bool Joined { get; init; }

    public TimeSlot Slot { get; init; }

    /// <summary>1 where the slot is filled a second time.</summary>
    public int Second { get; init; }

    /// <summary>Sequences of words by the first of them, longest first.</summary>
    public Dictionary<int, TimeTerm[]> Terms { get; init; } = [];

    /// <summary>Number of digits of a number that is met too; 0 any, −1 none.</summary>
    public int Digits { get; init; } = -1;

    /// <summary>Whether any word in lower case is met.</summary>
    public bool AnyLower { get; init; }

    /// <summary>Whether any word with a capital is met.</summary>
    public bool AnyCapital { get; init; }

    /// <summary>Whether the break of a paragraph or the end of the text is met.</summary>
    public bool Edge { get; init; }
}

/// <summary>A row of <c>data/coding/time-patterns.tsv</c>, compiled.</summary>
/// <param name="Level">What it makes.</param>
/// <param name="Elements">Its elements, in order.</param>
/// <param name="Action">How the value is made.</param>
/// <param name="Argument">Number for the action; 0 where it needs none.</param>
internal sealed record TimePattern(TimeLevel Level, TimeElement[] Elements, TimeAction Action, int Argument);
