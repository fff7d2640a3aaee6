namespace Timbre.Text.Normalising.NumberWords;

/// <summary>Years and decades.</summary>
internal static class Years
{
    /// <summary>1999 is "nineteen ninety nine", 1905 "nineteen oh five", 2007 "two thousand seven", 2024 "twenty twenty four".</summary>
    /// <param name="year">From 0; what has not four digits is a cardinal.</param>
    public static string Of(int year) =>
        year is < 1000 or > 9999 || year / 100 % 10 == 0 && year % 100 < 10 ? Cardinals.Of(year)
        : year % 100 == 0 ? $"{Cardinals.BelowHundred(year / 100)} hundred"
        : $"{Cardinals.BelowHundred(year / 100)} {Digits.OhBelowTen(year % 100)}";

    /// <summary>1990 is "nineteen nineties", 80 "eighties", 1800 "eighteen hundreds"; null where there is no such decade.</summary>
    public static string? Decade(int year)
    {
        var words = year < 100 ? (year >= 20 ? Cardinals.BelowHundred(year) : null) : Of(year);
        return year % 10 != 0 || words is null ? null : Plural(words);
    }

    /// <summary>"fifty" to "fifties".</summary>
    public static string Plural(string number) =>
        number.EndsWith('y') ? $"{number[..^1]}ies" : number.EndsWith("six", StringComparison.Ordinal) ? $"{number}es" : $"{number}s";
}
