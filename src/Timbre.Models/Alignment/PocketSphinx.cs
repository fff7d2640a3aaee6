using System.Globalization;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models.Programs;

namespace Timbre.Models.Alignment;

/// <summary>Debian's PocketSphinx with its US English model as a child process.</summary>
internal static class PocketSphinx
{
    /// <summary>The rate that its model was trained at, in Hz.</summary>
    public const int RateHz = 16000;

    private const string ModelFolder = "/usr/share/pocketsphinx/model/en-us";
    private static readonly ChildProgram Program = new("pocketsphinx_continuous", "pocketsphinx");

    /// <summary>Pronunciations: a word and its phones a line.</summary>
    public static string Dictionary => Installed("cmudict-en-us.dict");

    /// <summary>The folder of its acoustic model.</summary>
    public static string AcousticModelFolder => Installed("en-us");

    /// <summary>Trigrams of general English.</summary>
    public static string LanguageModel => Installed("en-us.lm.bin");

    /// <summary>Recognises phones without knowing the words: fast, and right for most of them.</summary>
    public static IReadOnlyList<PhoneTime> RecognisePhones(AudioClip clip, ScratchFolder scratch, CancellationToken ct) =>
        Run(clip, ["-allphone", Installed("en-us-phone.lm.bin"), "-allphone_ci", "yes", "-lw", "2.0"], scratch, ct);

    /// <summary>Runs it over <paramref name="clip"/>: what it found, with times in seconds.</summary>
    /// <param name="clip">Mono, at <see cref="RateHz"/>.</param>
    /// <param name="search">What to look for.</param>
    /// <param name="scratch">Where the sound passes through.</param>
    /// <param name="ct">Kills it.</param>
    public static IReadOnlyList<PhoneTime> Run(AudioClip clip, IEnumerable<string> search, ScratchFolder scratch, CancellationToken ct)
    {
        var sound = scratch.File("heard");
        var bytes = new byte[clip.Samples.Length * WavWriter.SampleBytes(WavEncoding.Pcm16)];
        WavWriter.Encode(clip.Samples, WavEncoding.Pcm16, bytes);
        File.WriteAllBytes(sound, bytes);
        var limit = TimeSpan.FromSeconds(30 + 10 * clip.Seconds);
        var output = Program.Run(
            // Silence stays in: with it removed, all times after a pause are wrong.
            ["-infile", sound, "-hmm", AcousticModelFolder, .. search, "-remove_silence", "no", "-time", "yes", "-logfn", "/dev/null"],
            limit, ct);
        return Parse(output);
    }

    /// <summary>Reads lines of <c>name start end probability</c>; any other line is the recognised text, which is not used.</summary>
    internal static IReadOnlyList<PhoneTime> Parse(string output)
    {
        const double FrameSeconds = 0.01; // ends are the last frame's start
        var intervals = new List<PhoneTime>();
        foreach (var line in output.Split('\n'))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 4 && Number(parts[1], out var start) && Number(parts[2], out var end) && Number(parts[3], out _))
                intervals.Add(new PhoneTime(parts[0], start, end + FrameSeconds));
        }

        return intervals;
    }

    private static bool Number(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static string Installed(string file)
    {
        var path = Path.Combine(ModelFolder, file);
        return Path.Exists(path) ? path : throw new MissingProgramException("The US English model of PocketSphinx", "pocketsphinx-en-us");
    }
}
