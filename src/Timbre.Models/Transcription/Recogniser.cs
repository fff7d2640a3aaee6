using System.Globalization;
using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Audio.Formats;
using Timbre.Models.Alignment;
using Timbre.Models.Programs;

namespace Timbre.Models.Transcription;

/// <summary>
/// The words that PocketSphinx hears with its general English language model: one child process for many recordings, because loading the
/// model takes a second.
/// </summary>
internal sealed class Recogniser
{
    /// <summary>
    /// Fewer hypotheses at once than it keeps unless told otherwise: two thirds of the time, and no more words wrong
    /// (bench/results/transcripts.md).
    /// </summary>
    private static readonly string[] Search = ["-maxhmmpf", "3000", "-maxwpf", "10"];

    private readonly ChildProgram _program = new("pocketsphinx_batch", "pocketsphinx");

    /// <summary>The words of each recording, in order; none where nothing was understood.</summary>
    /// <exception cref="MissingProgramException">PocketSphinx or its model is not installed.</exception>
    /// <exception cref="ProgramFailedException">It broke off or took too long.</exception>
    public IReadOnlyList<IReadOnlyList<RecognisedWord>> Recognise(IReadOnlyList<AudioClip> clips, CancellationToken ct)
    {
        if (clips.Count == 0)
            return [];
        using var scratch = new ScratchFolder();
        for (var i = 0; i < clips.Count; i++)
            Write(clips[i], scratch.File($"{i}.raw"));
        File.WriteAllLines(scratch.File("list"), Enumerable.Range(0, clips.Count).Select(i => $"{i}"));
        var limit = TimeSpan.FromSeconds(60 + 5 * clips.Sum(clip => clip.Seconds));
        _program.Run(
            ["-hmm", PocketSphinx.AcousticModelFolder, "-lm", PocketSphinx.LanguageModel, "-dict", PocketSphinx.Dictionary, .. Search,
                // Silence stays in: with it removed, all times after a pause are wrong.
                "-remove_silence", "no",
                "-ctl", scratch.File("list"), "-cepdir", scratch.File(""), "-cepext", ".raw", "-adcin", "yes", "-ctm",
                scratch.File("heard"), "-logfn", "/dev/null"],
            limit, ct);
        return Parse(File.ReadLines(scratch.File("heard")), clips.Count);
    }

    /// <summary>
    /// Reads lines of <c>number 1 start length word probability</c>; which of its pronunciations a word had, <c>read(2)</c>, is of no
    /// interest.
    /// </summary>
    internal static IReadOnlyList<IReadOnlyList<RecognisedWord>> Parse(IEnumerable<string> lines, int count)
    {
        var words = Enumerable.Range(0, count).Select(_ => new List<RecognisedWord>()).ToArray();
        foreach (var line in lines)
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 6 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number < count
                && Number(parts[2], out var start) && Number(parts[3], out var length) && Number(parts[5], out var probability)
                && char.IsAsciiLetterLower(parts[4][0]))
                words[number].Add(new RecognisedWord(parts[4].Split('(')[0], start, start + length, Math.Clamp(probability, 0, 1)));
        }

        return words;
    }

    private static bool Number(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static void Write(AudioClip clip, string path)
    {
        var samples = Resampler.Convert(clip, PocketSphinx.RateHz).Samples;
        var bytes = new byte[samples.Length * WavWriter.SampleBytes(WavEncoding.Pcm16)];
        WavWriter.Encode(samples, WavEncoding.Pcm16, bytes);
        File.WriteAllBytes(path, bytes);
    }
}

/// <summary>A word that was recognised.</summary>
/// <param name="Word">In small letters.</param>
/// <param name="StartSeconds">Where it begins.</param>
/// <param name="EndSeconds">Where it ends.</param>
/// <param name="Posterior">Its share of all that the recogniser thought of there, 0 to 1.</param>
internal sealed record RecognisedWord(string Word, double StartSeconds, double EndSeconds, double Posterior);
