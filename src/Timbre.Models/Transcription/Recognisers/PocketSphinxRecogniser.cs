using System.Globalization;
using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Audio.Formats;
using Timbre.Models.Alignment;
using Timbre.Models.Programs;

namespace Timbre.Models.Transcription.Recognisers;

/// <summary>
/// The words that PocketSphinx hears with its general English language model: one child process for many recordings, because loading the
/// model takes a second.
/// </summary>
public sealed class PocketSphinxRecogniser : IRecogniser
{
    /// <summary>
    /// Fewer hypotheses at once than it keeps unless told otherwise: two thirds of the time, and no more words wrong
    /// (bench/results/transcripts.md).
    /// </summary>
    private static readonly string[] Search = ["-maxhmmpf", "3000", "-maxwpf", "10"];

    private readonly ChildProgram _program = new("pocketsphinx_batch", "pocketsphinx");

    /// <inheritdoc/>
    public string Version => "pocketsphinx";

    /// <inheritdoc/>
    public IReadOnlyList<string> Languages => ["en"];

    /// <inheritdoc/>
    /// <exception cref="MissingProgramException">PocketSphinx or its model is not installed.</exception>
    public IReadOnlyList<RecognisedSpeech> Recognise(IReadOnlyList<AudioClip> clips, string? language, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(clips);
        try
        {
            return clips.Count == 0 ? [] : [.. Words(clips, ct).Select(Speech)];
        }
        catch (ProgramFailedException problem)
        {
            throw new RecogniserFailedException(problem.Message, problem);
        }
    }

    private IReadOnlyList<IReadOnlyList<RecognisedWord>> Words(IReadOnlyList<AudioClip> clips, CancellationToken ct)
    {
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

    /// <summary>The words of a clip as one sentence.</summary>
    internal static RecognisedSpeech Speech(IReadOnlyList<RecognisedWord> words) =>
        words.Count == 0 ? RecognisedSpeech.Nothing
        : new RecognisedSpeech(
            [new RecognisedSentence(string.Join(' ', words.Select(word => word.Word)), words[0].StartSeconds, words[^1].EndSeconds, words)],
            "en", Confidence(words));

    /// <summary>The share of the recognised words that is likely to be right, from the mean of their posteriors.</summary>
    /// <remarks>
    /// Of English readings 0.62 was right at a mean of 0.5, 0.75 at 0.65, 0.9 at 0.85; speech in other languages comes out at 0.3.
    /// </remarks>
    private static double Confidence(IReadOnlyList<RecognisedWord> words)
    {
        var mean = words.Average(word => word.Probability);
        return Math.Max(0, Math.Min(3.1 * (mean - 0.3), 0.62 + 0.76 * (mean - 0.5)));
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
