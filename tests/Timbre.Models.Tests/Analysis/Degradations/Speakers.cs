using System.Diagnostics;
using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Audio.Formats;
using Timbre.Models.Tests.Material;

namespace Timbre.Models.Tests.Analysis.Degradations;

/// <summary>A clean recording.</summary>
internal sealed record Spoken(string Speaker, string Name, AudioClip Clip);

/// <summary>
/// Clean speech to do harm to. The bounds were chosen on the readers and flite's voices; Asterisk's announcers, of four languages, only
/// check them.
/// </summary>
internal static class Speakers
{
    private const string Prompts = "/usr/share/asterisk/sounds";
    private const int G722BytesPerSecond = 8000;
    private const int PromptsEach = 25;

    private static readonly (string Language, string Folder)[] Announcers =
        [("en", "en_US_f_Allison"), ("fr", "fr_CA_f_June"), ("it", "it_IT_m_Carlo"), ("ru", "ru_RU_f_IvrvoiceRU")];

    private static readonly string[] Sentences =
    [
        "The old lighthouse keeper counted seven ships before the fog rolled in from the north.",
        "Would you rather walk along the river, or take the early train into the city?",
    ];

    /// <summary>Debian's reader, flite's four voices, and the readers of ../shared where it is there: two clips of each.</summary>
    public static IReadOnlyList<Spoken> Tuned()
    {
        List<Spoken> all = [.. Reader.Recordings.OrderByDescending(recording => recording.Seconds).Take(2)
            .Select(recording => new Spoken("reader", recording.Name, recording.Load()))];
        foreach (var voice in (string[])["rms", "slt", "awb", "kal16"])
            all.AddRange(
                Sentences.Select((sentence, i) =>
                    new Spoken($"flite {voice}", $"{voice} {i}", Read("flite", "-voice", voice, "-t", sentence, "-o"))));
        if (SharedFolder.Path is null)
            return all;

        foreach (var speaker in (string[])["ls26", "ls27", "lj", "cohort"])
            all.AddRange(SharedClips(speaker, speaker == "cohort" ? 6 : 2));
        return all;
    }

    /// <summary>Asterisk's announcers: two prompts each, of 4 to 8 s.</summary>
    public static IReadOnlyList<Spoken> HeldOut() =>
    [
        .. from announcer in Announcers
           from prompt in (string[])["agent-alreadyon", "agent-user"]
           select Announced(announcer.Language, Path.Combine(Prompts, announcer.Folder, prompt + ".g722")),
    ];

    /// <summary>
    /// More clean speech than the tables use: all of Debian's reader, 25 prompts of each announcer, every 16th shared recording.
    /// </summary>
    public static IEnumerable<Spoken> Clean()
    {
        var prompts =
            from announcer in Announcers
            let files = Directory.GetFiles(Path.Combine(Prompts, announcer.Folder), "*.g722").Order(StringComparer.Ordinal)
                .Where(file => new FileInfo(file).Length / G722BytesPerSecond is >= 2 and < 20).ToList()
            from i in Enumerable.Range(0, PromptsEach)
            let file = files[i * files.Count / PromptsEach]
            where Path.GetFileName(file) != "tt-monkeys.g722" // it is what it says
            select Announced(announcer.Language, file);
        var shared = SharedFolder.Path is null ? [] :
            from folder in Directory.GetDirectories(SharedFolder.At("speech", "train"))
            from file in Directory.GetFiles(folder).Order(StringComparer.Ordinal).Where((_, i) => i % 16 == 0)
            select new Spoken(Path.GetFileName(folder), Path.GetFileName(file), Decoded(file));
        return [.. Reader.Recordings.Select(recording => new Spoken("reader", recording.Name, recording.Load())), .. prompts, .. shared];
    }

    private static Spoken Announced(string language, string file) =>
        new(
            $"asterisk {language}", Path.GetFileNameWithoutExtension(file),
            Read("ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "g722", "-i", file, "-ac", "1", "-c:a", "pcm_s16le"));

    private static AudioClip Decoded(string file) =>
        AudioDecoder.Decode(file, new AudioLimits(), CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>The first of the shared recordings that have a length fit for this, at most 8 s of each.</summary>
    private static IEnumerable<Spoken> SharedClips(string speaker, int count) =>
        Directory.EnumerateFiles(SharedFolder.At("speech", "train", speaker)).Order(StringComparer.Ordinal).Where((_, i) => i % 7 == 3)
            .Select(file => (File: file, Clip: Decoded(file)))
            .Where(one => one.Clip.Seconds is > 3.5 and < 9)
            .Take(count)
            .Select(one =>
                new Spoken(
                    speaker == "cohort" ? Path.GetFileNameWithoutExtension(one.File) : speaker, Path.GetFileName(one.File),
                    speaker == "cohort" ? Resampler.Convert(one.Clip, 16000) : one.Clip)); // 16 kHz, however it was packed

    /// <summary>What a program writes to the WAV that is its last argument.</summary>
    private static AudioClip Read(string program, params string[] arguments)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.wav");
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, [.. arguments, file]) { RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {error}");
            return WavReader.Read(file, new AudioLimits());
        }
        finally
        {
            File.Delete(file);
        }
    }
}
