using System.Globalization;
using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Audio.Formats;
using Timbre.Models.Alignment;
using Timbre.Models.Programs;

namespace Timbre.Models.Transcription;

/// <summary>The words that PocketSphinx hears with its general English language model: one child process for many recordings, because loading the model takes a second.</summary>
internal sealed class Recogniser
{
    private readonly ChildProgram _program = new("pocketsphinx_batch", "pocketsphinx");

    /// <summary>The words of each recording, in order and in small letters; none where nothing was understood.</summary>
    /// <exception cref="MissingProgramException">PocketSphinx or its model is not installed.</exception>
    /// <exception cref="ProgramFailedException">It broke off or took too long.</exception>
    public IReadOnlyList<IReadOnlyList<string>> Words(IReadOnlyList<Clip> clips, CancellationToken ct)
    {
        if (clips.Count == 0)
            return [];
        using var scratch = new ScratchFolder();
        for (var i = 0; i < clips.Count; i++)
            Write(clips[i], scratch.File($"{i}.raw"));
        File.WriteAllLines(scratch.File("list"), Enumerable.Range(0, clips.Count).Select(i => $"{i}"));
        var heard = scratch.File("heard");
        var limit = TimeSpan.FromSeconds(60 + 5 * clips.Sum(clip => clip.Seconds));
        _program.Run(
            ["-hmm", PocketSphinx.AcousticModel, "-lm", PocketSphinx.LanguageModel, "-dict", PocketSphinx.Dictionary,
                "-ctl", scratch.File("list"), "-cepdir", scratch.File(""), "-cepext", ".raw", "-adcin", "yes",
                "-maxhmmpf", "5000", "-maxwpf", "20", "-hyp", heard, "-logfn", "/dev/null"],
            limit, ct);
        return Parse(File.ReadAllText(heard), clips.Count);
    }

    /// <summary>Reads lines of <c>words (number score)</c>; which of its pronunciations a word had, <c>read(2)</c>, is of no interest.</summary>
    internal static IReadOnlyList<IReadOnlyList<string>> Parse(string output, int count)
    {
        var found = new IReadOnlyList<string>[count];
        Array.Fill(found, []);
        foreach (var line in output.Split('\n'))
        {
            var open = line.LastIndexOf('(');
            var tail = open < 0 ? [] : line[(open + 1)..].Trim(' ', ')').Split(' ');
            if (tail.Length == 2 && int.TryParse(tail[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < count)
                found[number] = [.. line[..open].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Plain).Where(word => char.IsAsciiLetterLower(word[0]))];
        }

        return found;
    }

    private static string Plain(string word) => word.IndexOf('(', StringComparison.Ordinal) is > 0 and var at ? word[..at] : word;

    private static void Write(Clip clip, string path)
    {
        var samples = Resampler.Convert(clip, PocketSphinx.RateHz).Samples;
        var bytes = new byte[samples.Length * WavWriter.SampleBytes(WavEncoding.Pcm16)];
        WavWriter.Encode(samples, WavEncoding.Pcm16, bytes);
        File.WriteAllBytes(path, bytes);
    }
}
