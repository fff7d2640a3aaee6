using System.Globalization;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models.Programs;

namespace Timbre.Models.BaseVoices;

/// <summary>Debian's flite as a child process: dumps its built-in voices, speaks text with a voice file.</summary>
internal static class Flite
{
    private static readonly ChildProgram Program = new("flite", "flite");
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>The built-in voice <paramref name="name"/> as a voice file.</summary>
    public static byte[] Dump(string name, CancellationToken ct)
    {
        using var scratch = new ScratchFolder();
        var path = scratch.File("voice");
        Program.Run(["-voice", name, "-voicedump", path], Limit, ct);
        return File.ReadAllBytes(path);
    }

    /// <summary>Speaks <paramref name="text"/>: 16 kHz and its phones, pauses among them as <c>pau</c>.</summary>
    /// <param name="voiceFile">Path of a clustergen voice.</param>
    /// <param name="text">Printable ASCII.</param>
    /// <param name="prosody">F0 in Hz and a factor on all durations.</param>
    /// <param name="scratch">Where text and sound pass through: on a command line everyone on the machine could read the text.</param>
    /// <param name="ct">Kills it.</param>
    public static (Clip Sound, IReadOnlyList<PhoneTime> Phones) Say(string voiceFile, string text, Prosody prosody, ScratchFolder scratch, CancellationToken ct)
    {
        var (words, sound) = (scratch.File("words"), scratch.File("sound"));
        File.WriteAllText(words, text);
        var segments = Program.Run(
        [
            "-voice", voiceFile,
            "--setf", $"int_f0_target_mean={prosody.MeanHz:0.###}",
            "--setf", $"int_f0_target_stddev={prosody.DeviationHz:0.###}",
            "--setf", $"duration_stretch={prosody.Stretch:0.###}",
            "-psdur", "-f", words, "-o", sound,
        ], Limit, ct);
        return (WavReader.Read(sound, AudioLimits.UpTo(600, 64 << 20)), Parse(segments));
    }

    /// <summary>Reads <c>pau:0.136 sh:0.326 ...</c>: ends in seconds, a line per utterance, each beginning at 0.</summary>
    internal static IReadOnlyList<PhoneTime> Parse(string segments)
    {
        var phones = new List<PhoneTime>();
        var start = 0.0;
        foreach (var line in segments.Split('\n'))
        {
            var (offset, end) = (start, start);
            foreach (var segment in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var colon = segment.LastIndexOf(':');
                if (colon <= 0 || !double.TryParse(segment.AsSpan(colon + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var until))
                    throw new ProgramFailedException("flite printed something that is no list of segments.");
                end = Math.Max(start, offset + until);
                phones.Add(new PhoneTime(segment[..colon], start, end));
                start = end;
            }
        }

        return phones;
    }
}
