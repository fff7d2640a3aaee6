using System.Globalization;
using Timbre.Models.Alignment;
using Timbre.Text;
using Timbre.Text.Scripts;
using Timbre.Text.Terms;

namespace Timbre.Bench.Reading;

/// <summary>What reading a text costs before anything is said: processor time and memory, of a page and of the worst texts.</summary>
internal static class ReadingCost
{
    private const int MaxCharacters = 3000; // what a server reads at once
    private static readonly ReadingLimits Limits = new(MaxCharacters);
    private static readonly ScriptReader Reader = new(InstalledLexicon.English);

    /// <summary>Prints a table.</summary>
    /// <param name="seconds">How long the worst texts are searched for.</param>
    public static int Run(string seconds)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Measured(ReadingTexts.Page);
        Console.WriteLine($"The first text, with dictionaries and model being loaded: {clock.Elapsed.TotalMilliseconds:0} ms.");
        Console.WriteLine();
        foreach (var (_, text) in ReadingTexts.Alphabets(MaxCharacters).Append(("", ReadingTexts.Page)))
        {
            for (var i = 0; i < 50; i++)
                Measured(text); // until it is compiled as well as it will be
        }

        Console.WriteLine("| text | characters | read? | ms of one core | MB |");
        Console.WriteLine("|---|--:|---|--:|--:|");
        Row("a page of prose with names and figures", ReadingTexts.Page);
        Row("\"a\" 29,990 times", new string('a', 29_990));
        Row("a text of 3,001 letters", new string('a', MaxCharacters + 1));
        Row("1,500 substitutions of one letter by 200", ReadingTexts.Repeat("a ", MaxCharacters), ReadingTexts.LongTerm);
        Row("2,000 terms of 200 letters that begin alike", ReadingTexts.Repeat("a ", MaxCharacters), ReadingTexts.ManyTerms);
        foreach (var (name, text) in ReadingTexts.Alphabets(MaxCharacters))
            Row(name, text);

        var search = new WorstTextSearch(MaxCharacters, Measured);
        search.Run(TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
        Row($"slowest of those that are read: {search.SlowestRead.Describe()}", search.SlowestRead.Text(MaxCharacters));
        Row($"slowest of those that are refused: {search.SlowestRefused.Describe()}", search.SlowestRefused.Text(MaxCharacters));
        Row($"most memory: {search.MaxMemory.Describe()}", search.MaxMemory.Text(MaxCharacters));
        Console.WriteLine();
        Console.WriteLine($"{search.Tried} texts were tried.");
        return 0;
    }

    private static void Row(string name, string text, ReadingOptions? terms = null)
    {
        var cost = Enumerable.Range(0, 15).Select(_ => Measured(text, terms)).MinBy(one => one.Milliseconds);
        var characters = text.EnumerateRunes().Count();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {characters} | {(cost.IsRead ? "read" : "refused")} | {cost.Milliseconds:0.0} | {cost.Megabytes:0.0} |"));
    }

    private static Cost Measured(string text) => Measured(text, null);

    private static Cost Measured(string text, ReadingOptions? terms)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var used = Environment.CpuUsage.TotalTime;
        var isRead = true;
        try
        {
            Reader.Read(text, terms ?? ReadingOptions.None, Limits, CancellationToken.None);
        }
        catch (ScriptException)
        {
            isRead = false;
        }

        return new Cost(
            (Environment.CpuUsage.TotalTime - used).TotalMilliseconds, (GC.GetAllocatedBytesForCurrentThread() - before) / 1e6, isRead);
    }
}

/// <summary>What it took to read a text.</summary>
/// <param name="Milliseconds">Of processor time, collection of garbage included.</param>
/// <param name="Megabytes">Allocated, most of which is garbage at once.</param>
/// <param name="IsRead">False where the text was refused.</param>
internal readonly record struct Cost(double Milliseconds, double Megabytes, bool IsRead);
