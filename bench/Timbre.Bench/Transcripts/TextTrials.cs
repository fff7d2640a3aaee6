using Timbre.Audio.Formats;
using Timbre.Models.Transcription;
using Timbre.Text.Terms;

namespace Timbre.Bench.Transcripts;

/// <summary>
/// How often a true text is found at fault, and a wrong one is not: real speech under its own transcript and under wrong ones.
/// </summary>
internal static class TextTrials
{
    private const string Own = "its own text";

    /// <param name="list">Set, speaker, WAV file at any rate and text a line.</param>
    /// <param name="model">A Whisper model that listens, too; null for the sound alone.</param>
    public static async Task<int> Run(string list, string? model)
    {
        using var listener = SecondListener.Of(model);
        var all = SpokenUtterance.Read(list);
        var (checker, failures, trials) = (new TextChecker(), new WrongTexts(all), new List<Trial>());
        var (seconds, checkedSeconds, misses) = (0.0, 0.0, new List<string>());
        for (var i = 0; i < all.Count; i++)
        {
            var sound = await AudioDecoder.Decode(
                all[i].Path, AudioLimits.UpTo(Transcriber.MaxSeconds, long.MaxValue), CancellationToken.None);
            var cut = sound.Cut(0, sound.Seconds * 2 / 3);
            foreach (var (kind, clip, text) in failures.Of(i).Select(one => (one.Kind, sound, one.Text))
                .Prepend(("the sound's last third missing", cut, all[i].Text)).Prepend((Own, sound, all[i].Text)))
            {
                var start = Environment.CpuUsage.TotalTime;
                var check = listener is null ? checker.Check(clip, text, ReadingOptions.None, CancellationToken.None)
                    : listener.Check(checker, clip, text);
                (seconds,
                    checkedSeconds) = (seconds + (Environment.CpuUsage.TotalTime - start).TotalSeconds, checkedSeconds + clip.Seconds);
                trials.Add(new Trial(all[i].Set, kind, !check.Fits));
                if (kind == Own && !check.Fits)
                    misses.Add(
                        $"{all[i].Path}: {string.Join(
                            ", ",
                            check.Words.Where(word => !word.IsSaid).Select(word => $"{word.Word} {word.LogRatio:0}")
                                .Concat(check.Extras.Select(extra => $"speech at {extra.StartSeconds:0.0} s {extra.LogRatio:0}")))}");
            }
        }

        Table(trials);
        Console.WriteLine();
        Console.WriteLine(
            $"{1000 * seconds / checkedSeconds:0.0} ms of processor time a second of sound, over {checkedSeconds / 3600:0.0} h.");
        await File.WriteAllLinesAsync(list + ".misses", misses);
        return 0;
    }

    private static void Table(List<Trial> trials)
    {
        var sets = trials.Select(trial => trial.Set).Distinct().ToList();
        Console.WriteLine($"| text | {string.Join(" | ", sets)} |");
        Console.WriteLine($"|---|{string.Concat(sets.Select(_ => "---|"))}");
        foreach (var kind in trials.GroupBy(trial => trial.Kind))
        {
            var cells = sets.Select(set => kind.Where(trial => trial.Set == set).ToList())
                .Select(some => some.Count == 0 ? "" : kind.Key == Own
                ? $"{100.0 * some.Count(trial => trial.IsFound) / some.Count:0.0} % of {some.Count} at fault"
                : $"{100.0 * some.Count(trial => !trial.IsFound) / some.Count:0.0} % pass");
            Console.WriteLine($"| {kind.Key} | {string.Join(" | ", cells)} |");
        }
    }

    private sealed record Trial(string Set, string Kind, bool IsFound);
}
