using Timbre.Audio.Formats;
using Timbre.Models.SpeakerEncoder;

namespace Timbre.Cli.Commands.Speakers;

/// <summary>Speaker embedding of a sound file.</summary>
internal static class SpeakerFile
{
    /// <summary>Maximum duration of a sound file in minutes.</summary>
    public const int MaxMinutes = 20;

    private const long MaxFileBytes = 512L << 20;

    private static readonly AudioLimits Limits = AudioLimits.UpTo(MaxMinutes * 60, MaxFileBytes);

    /// <exception cref="CommandException">It cannot be read, or it cannot be told who speaks in it; the message names the file.</exception>
    public static async Task<SpeakerEmbedding> Embed(Encoder encoder, string path, CancellationToken ct)
    {
        if (!File.Exists(path))
            throw new CommandException($"There is no file {path}.");
        try
        {
            return encoder.Embed(await AudioDecoder.Decode(path, Limits, ct), ct);
        }
        catch (Exception e) when (e is AudioFormatException or SpeakerUnknownException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{path}: {e.Message}");
        }
    }
}
