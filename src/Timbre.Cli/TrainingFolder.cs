using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models;
using Timbre.Models.Text;

namespace Timbre.Cli;

/// <summary>A folder of recordings as a dataset has them: sound files anywhere in it, transcripts beside them or in tables.</summary>
internal static class TrainingFolder
{
    private const double LongestFileSeconds = 6 * 3600;
    private const long LargestFileBytes = 4L << 30;
    private const long LargestTextBytes = 8 << 20;

    private static readonly HashSet<string> SoundExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".wav", ".mp3", ".m4a", ".mp4", ".flac", ".ogg", ".oga", ".opus", ".webm", ".aif", ".aiff", ".aifc",
    };

    private static readonly HashSet<string> TextExtensions = new(StringComparer.OrdinalIgnoreCase) { ".txt", ".csv", ".tsv" };

    private static readonly AudioLimits Limits = AudioLimits.UpTo(LongestFileSeconds, LargestFileBytes);

    /// <summary>The recordings, each decoded once into <paramref name="scratch"/>; a file that is not sound is skipped and told.</summary>
    public static async Task<IReadOnlyList<TrainingRecording>> Read(string folder, string scratch, Action<string> tell, CancellationToken ct)
    {
        var recordings = new List<TrainingRecording>();
        var transcripts = TranscriptTable.Read(Files(folder, TextExtensions)
            .Where(path => new FileInfo(path).Length <= LargestTextBytes)
            .Select(path => new TranscriptFile(Path.GetRelativePath(folder, path), File.ReadAllBytes(path))));
        foreach (var path in Files(folder, SoundExtensions))
        {
            var name = Path.GetRelativePath(folder, path);
            try
            {
                var wav = await AudioDecoder.DecodeToWav(path, Path.Combine(scratch, $"{recordings.Count}.wav"), Limits, ct);
                recordings.Add(new TrainingRecording(name, () => Load(wav), transcripts.For(name), wav.Seconds));
            }
            catch (AudioFormatException e)
            {
                tell($"{name} is left out: {e.Message}");
            }
        }

        return recordings.Count > 0
            ? recordings
            : throw new CommandFailure($"There are no sound files in {folder} (looked for {string.Join(", ", SoundExtensions)}).");
    }

    private static IEnumerable<string> Files(string folder, HashSet<string> extensions) =>
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint })
            .Where(path => extensions.Contains(Path.GetExtension(path)))
            .Order(StringComparer.Ordinal);

    private static Clip Load(DecodedWav wav) => WavReader.Read(wav.Path, Limits);
}
