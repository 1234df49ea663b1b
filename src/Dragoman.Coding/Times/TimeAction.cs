namespace Dragoman.Coding.Times;

/// <summary>How a pattern makes its value. The names stand in <c>data/coding/time-patterns.tsv</c>.</summary>
internal enum TimeAction : byte
{
    // Clocks
    Clock, ClockPast, ClockTo, ClockNamed, ClockFour, ClockZone, ClockInPart,

    // Lengths
    Amount, AmountDecimal, AmountHalf, AmountQuarter, AmountFraction, AmountFixed, AmountSecond, AmountVague, AmountRange,

    // Days
    MonthDay, MonthFirst, DayFirst, YearFirst, Solid, Holiday, HolidayShift, NamedDay, OtherCalendar, OldStyle, Same,
    WeekdayWith, Weekday, WeekdayShift, WeekdayOfWeek, WeekdayLast, WeekdayAndDay, DayAlone, DayOfShift, DayOfThis, NthWeekday, NthWeekdayOfShift, NthWeekdayAlone,
    Ago, Hence, FromDate, WeekdayHence, WeekdaysHence, Later, RelativeDay, ShiftedDate, DayRange, DayRangeMonths, WeekdayOfNthWeek, WeekdayAfterLength,

    // Longer stretches
    MonthYear, Month, MonthNumber, MonthShift, Year, YearEra, YearCalendar, YearShift, YearRange, YearAfterNext, UnitShift, UnitThis, UnitFromAnchor, UnitAfterNext, WeekNumber, NthWeek, NthWeekOfShift, WeekOf, Quarter,
    QuarterShift, Half, Season, SeasonShift, Decade, DecadeWords, Century, FiscalYear, FiscalShift, SchoolYear, MonthOfShift, HolidayWeekend, WeekendOf, MonthRange,

    // Put together
    DateClock, ClockBare, DateHour, DayClock, DayOfPeriod, SameUnit, DatePart, PartShift, PartAnchor, PartAlone, EndOfDay, Duration, DurationOne, DurationLong, InLength, Reference, SetWord, SetUnit, SetLength, SetWeekday, SetWeekdayNth, SetPart, SetClock, SetHour,
    SetWith, SetMonth, Pass,
}
