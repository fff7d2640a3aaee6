using Timbre.Audio;
using Timbre.Audio.Cutting;
using Timbre.Audio.Formats;
using Timbre.Models;
using Timbre.Models.Text;

namespace Timbre.Cli;

/// <summary>A folder of recordings as a dataset has them: sound files anywhere in it, transcripts beside them.</summary>
internal static class TrainingFolder
{
    private const double LongestFileSeconds = 6 * 3600;
    private const long LargestFileBytes = 4L << 30;
    private const long LargestTextBytes = 8L << 20;

    // As on the server: what is longer is cut at its pauses.
    private const double LongestSeconds = 20;
    private const double LongestTranscribedSeconds = 60;

    private static readonly HashSet<string> Sounds = new(StringComparer.OrdinalIgnoreCase)
    {
        ".wav", ".mp3", ".m4a", ".mp4", ".flac", ".ogg", ".oga", ".opus", ".webm", ".aif", ".aiff", ".aifc",
    };

    private static readonly HashSet<string> Texts = new(StringComparer.OrdinalIgnoreCase) { ".txt", ".csv", ".tsv" };

    private static readonly AudioLimits Limits = AudioLimits.UpTo(LongestFileSeconds, LargestFileBytes);

    /// <summary>The recordings, each decoded once into <paramref name="scratch"/>; a file that is not sound is left out and told.</summary>
    public static async Task<IReadOnlyList<TrainingRecording>> Read(string folder, string scratch, Action<string> tell, CancellationToken ct)
    {
        var transcripts = TranscriptTable.Read(TextFiles(folder));
        var recordings = new List<TrainingRecording>();
        var files = 0;
        foreach (var path in SoundFiles(folder))
        {
            var name = NameOf(folder, path);
            try
            {
                var wav = await AudioDecoder.DecodeToWav(path, Path.Combine(scratch, $"{files++}.wav"), Limits, ct);
                recordings.AddRange(Recordings(name, wav, transcripts, ct));
            }
            catch (AudioFormatException e)
            {
                tell($"{name} is left out: {e.Message}");
            }
        }

        return recordings.Count > 0
            ? recordings
            : throw new CommandFailure($"There is no speech in {folder}: no sound file (looked for {string.Join(", ", Sounds)}) that could be used.");
    }

    private static IEnumerable<TrainingRecording> Recordings(string name, DecodedWav wav, TranscriptTable transcripts, CancellationToken ct)
    {
        var transcript = transcripts.For(name);
        return wav.Seconds <= (transcript is null ? LongestSeconds : LongestTranscribedSeconds)
            ? [new TrainingRecording(name, () => WavReader.Read(wav.Path, Limits), transcript, wav.Seconds)]
            : PauseCutter.Cut(wav.Path, Limits, ct: ct).Select(piece => new TrainingRecording(
                $"{name} {piece.StartSeconds:0.0}-{piece.EndSeconds:0.0} s", () => Part(wav, piece), null, piece.Seconds));
    }

    private static Clip Part(DecodedWav wav, Piece piece) => WavReader.ReadRange(wav.Path, piece.StartSeconds, piece.EndSeconds, Limits);

    private static IEnumerable<TranscriptFile> TextFiles(string folder) =>
        from path in Files(folder, Texts)
        where new FileInfo(path).Length <= LargestTextBytes
        select new TranscriptFile(NameOf(folder, path), File.ReadAllBytes(path));

    /// <summary>The sound files anywhere in a folder, by name; hidden ones and links are not its own.</summary>
    public static IEnumerable<string> SoundFiles(string folder) => Files(folder, Sounds);

    private static IEnumerable<string> Files(string folder, HashSet<string> extensions) =>
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint })
            .Where(path => extensions.Contains(Path.GetExtension(path)))
            .Order(StringComparer.Ordinal);

    private static string NameOf(string folder, string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
}
