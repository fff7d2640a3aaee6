using System.Security.Cryptography;
using Timbre.Audio;
using Timbre.Audio.Fingerprints;
using Timbre.Audio.Formats;
using Timbre.Models.Consent;
using Timbre.Models.SpeakerEncoder;
using Timbre.Models.Transcription;
using Timbre.Models.Voices.Training;

namespace Timbre.Cli.Commands.Consent;

/// <summary>
/// A consent that comes with a folder of recordings: the checks that a server makes, but for those that need other people's voices.
/// </summary>
internal sealed record ConsentRecording(string Path, ConsentStatement Statement)
{
    /// <summary>So much of the recordings in it makes it a part of them; see <see cref="FingerprintMatch"/>.</summary>
    private const double CopySeconds = 2;
    private const long MaxFileBytes = 256L << 20;

    /// <summary>Number of recordings from which the main speaker is determined.</summary>
    private const int MaxComparedRecordings = 60;

    public static ConsentRecording Of(string path, string template, string? company)
    {
        if (!File.Exists(path))
            throw new CommandException($"There is no file {path}.");
        try
        {
            return new ConsentRecording(path, ConsentStatement.Of(template, company));
        }
        catch (StatementException wrong)
        {
            throw new CommandException($"{wrong.Message} Give --company, or another --statement.");
        }
    }

    /// <summary>Checks it against the recordings.</summary>
    /// <returns>What the voice is stamped with.</returns>
    /// <exception cref="CommandException">It does not hold; the message says why.</exception>
    public async Task<string> Check(IReadOnlyList<TrainingRecording> recordings, CancellationToken ct)
    {
        var sound = await Decode(ct);
        if (new StatementCheck().Check(sound, Statement, ct) is { Accepted: false } verdict)
            throw Refused($"{verdict.Issue}");
        CheckIsNotReplayed(sound, recordings, ct);
        CheckSpeaker(sound, recordings, ct);
        await using var file = File.OpenRead(Path);
        return $"checked {Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct))}";
    }

    private void CheckIsNotReplayed(AudioClip sound, IReadOnlyList<TrainingRecording> recordings, CancellationToken ct)
    {
        var consent = AudioFingerprint.Of(sound);
        foreach (var recording in recordings)
        {
            ct.ThrowIfCancellationRequested();
            if (AudioFingerprint.Of(recording.Load()).Match(consent) is { } match && match.Seconds >= CopySeconds)
                throw Refused($"It is cut from {recording.Name}. The speaker has to say the statement for this voice.");
        }
    }

    private void CheckSpeaker(AudioClip sound, IReadOnlyList<TrainingRecording> recordings, CancellationToken ct)
    {
        var encoder = Encoder.Load();
        var comparer = new SpeakerComparer(encoder);
        var step = (recordings.Count + MaxComparedRecordings - 1) / MaxComparedRecordings;
        var embeddings = new List<(string, SpeakerEmbedding)>();
        foreach (var recording in recordings.Where((_, i) => i % step == 0))
        {
            if (Embedding(encoder, recording.Load(), ct) is { } one)
                embeddings.Add((recording.Name, one));
        }

        if (embeddings.Count == 0)
            throw Refused("In none of the recordings is there speech enough to tell who speaks.");
        if (Embedding(encoder, sound, ct) is not { } speaker)
            throw Refused("There is too little speech in it to tell who speaks.");
        if (!comparer.CompareWithProfile(speaker, DatasetSpeaker.Of(comparer, embeddings).Profile).Same)
            throw Refused("The person who speaks in it is not the one who speaks in most of the recordings.");
    }

    private static SpeakerEmbedding? Embedding(Encoder encoder, AudioClip sound, CancellationToken ct)
    {
        try
        {
            return encoder.Embed(sound, ct);
        }
        catch (SpeakerUnknownException)
        {
            return null; // too short to tell
        }
    }

    private async Task<AudioClip> Decode(CancellationToken ct)
    {
        try
        {
            return await AudioDecoder.Decode(Path, AudioLimits.UpTo(Transcriber.MaxSeconds, MaxFileBytes), ct);
        }
        catch (AudioFormatException wrong)
        {
            throw new CommandException($"{Path}: {wrong.Message}");
        }
    }

    private CommandException Refused(string why) => new($"The consent {Path} does not hold. {why} Nothing was trained.");
}
