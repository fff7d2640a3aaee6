namespace Timbre.Text.Normalising.Words;

/// <summary>Months and weekdays as they are written.</summary>
internal static class Calendar
{
    public const string MonthPattern =
        "(?:January|February|March|April|May|June|July|August|September|October|November|December|"
            + "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|"
            + "JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|"
            + "JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT|SEP|OCT|NOV|DEC)";

    public const string WeekdayPattern = "(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)";

    private static readonly string[] Months =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ];

    private static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <param name="number">1 to 12.</param>
    public static string Month(int number) => Months[number - 1];

    /// <summary>The month that begins with these letters, at least three.</summary>
    public static string Month(string written) => Months.First(month => month.StartsWith(written[..3], StringComparison.OrdinalIgnoreCase));

    /// <summary>The day that begins with these letters, at least three.</summary>
    public static string Weekday(string written) => Days.First(day => day.StartsWith(written[..3], StringComparison.OrdinalIgnoreCase));

    /// <summary>True for the full name of a month or weekday.</summary>
    public static bool IsMonthOrWeekday(string word) => Months.Contains(word.ToLowerInvariant()) || Days.Contains(word.ToLowerInvariant());
}
