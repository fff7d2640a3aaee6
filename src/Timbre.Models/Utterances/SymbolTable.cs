using System.Collections.Concurrent;
using System.Globalization;

namespace Timbre.Models.Utterances;

/// <summary>
/// Every word that a tree compares as one number, so that a question is one comparison: numerals are their own value, all other words get
/// one that no numeral has.
/// </summary>
internal static class SymbolTable
{
    private const double FirstName = 1e6;

    private static readonly ConcurrentDictionary<string, double> Names = new(StringComparer.Ordinal);
    private static int _count;

    /// <summary>The number of <paramref name="word"/>; the same for as long as the process lives.</summary>
    public static double Of(string word) =>
        double.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : Names.GetOrAdd(word, _ => FirstName + Interlocked.Increment(ref _count));
}
