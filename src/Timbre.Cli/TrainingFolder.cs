using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Audio.Segmentation;
using Timbre.Models.Voices.Training;
using Timbre.Text.Transcripts;

namespace Timbre.Cli;

/// <summary>A folder of recordings as a dataset has them: sound files anywhere in it, transcripts beside them.</summary>
internal static class TrainingFolder
{
    private const double MaxFileSeconds = 6 * 3600;
    private const long MaxFileBytes = 4L << 30;
    private const long MaxTextBytes = 8L << 20;

    // As on the server: what is longer is cut at its pauses.
    private const double MaxSeconds = 20;
    private const double MaxTranscribedSeconds = 60;

    private static readonly HashSet<string> Sounds = new(StringComparer.OrdinalIgnoreCase)
    {
        ".wav", ".mp3", ".m4a", ".mp4", ".flac", ".ogg", ".oga", ".opus", ".webm", ".aif", ".aiff", ".aifc",
    };

    private static readonly HashSet<string> Texts = new(StringComparer.OrdinalIgnoreCase) { ".txt", ".csv", ".tsv" };

    private static readonly AudioLimits Limits = AudioLimits.UpTo(MaxFileSeconds, MaxFileBytes);

    /// <summary>The recordings, each decoded once into <paramref name="scratch"/>; a file that cannot be read is left out.</summary>
    /// <param name="folder">Sound files and transcripts, anywhere in it.</param>
    /// <param name="scratch">An empty folder for the decoded sound; the recordings read from it.</param>
    /// <param name="warn">Gets a sentence for each file that is left out: which, and why.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="CommandException">Nothing is left.</exception>
    public static async Task<IReadOnlyList<TrainingRecording>> Read(
        string folder, string scratch, Action<string> warn, CancellationToken ct)
    {
        var transcripts = TranscriptTable.Read(TextFiles(folder, warn));
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
            catch (Exception e) when (e is AudioFormatException or UnauthorizedAccessException or FileNotFoundException)
            {
                warn($"{name} is left out: {e.Message}");
            }
        }

        return recordings.Count > 0
            ? recordings
            : throw new CommandException(
                $"There is no speech in {folder}: no sound file (looked for {string.Join(", ", Sounds)}) that could be used.");
    }

    private static IEnumerable<TrainingRecording> Recordings(string name, DecodedWav wav, TranscriptTable transcripts, CancellationToken ct)
    {
        var transcript = transcripts.Find(name);
        return wav.Seconds <= (transcript is null ? MaxSeconds : MaxTranscribedSeconds)
            ? [new TrainingRecording(name, () => WavReader.Read(wav.Path, Limits), transcript, wav.Seconds)]
            : PauseSegmenter.Cut(wav.Path, Limits, ct: ct).Select(segment => new TrainingRecording(
                $"{name} {segment.StartSeconds:0.0}-{segment.EndSeconds:0.0} s", () => Part(wav, segment), null, segment.Seconds));
    }

    private static AudioClip Part(DecodedWav wav, AudioSegment segment) =>
        WavReader.ReadRange(wav.Path, segment.StartSeconds, segment.EndSeconds, Limits);

    private static List<TranscriptFile> TextFiles(string folder, Action<string> warn)
    {
        var texts = new List<TranscriptFile>();
        foreach (var path in Files(folder, Texts))
        {
            var name = NameOf(folder, path);
            try
            {
                if (new FileInfo(path).Length is var bytes and > MaxTextBytes)
                    warn($"{name} is left out: it has {bytes} bytes, and transcripts of at most {MaxTextBytes} bytes are read.");
                else
                    texts.Add(new TranscriptFile(name, File.ReadAllBytes(path)));
            }
            catch (Exception e) when (e is UnauthorizedAccessException or FileNotFoundException)
            {
                warn($"{name} is left out: {e.Message}");
            }
        }

        return texts;
    }

    /// <summary>The sound files anywhere in a folder, by name; hidden ones and links are not its own.</summary>
    public static IEnumerable<string> SoundFiles(string folder) => Files(folder, Sounds);

    private static IEnumerable<string> Files(string folder, HashSet<string> extensions) =>
        Directory.EnumerateFiles(
            folder, "*",
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint })
            .Where(path => extensions.Contains(Path.GetExtension(path)))
            .Order(StringComparer.Ordinal);

    private static string NameOf(string folder, string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
}
