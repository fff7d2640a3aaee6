using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Audio.Segmentation;
using Timbre.Server.Jobs;
using Timbre.Server.Recordings;
using Timbre.Server.Recordings.Upload;
using Timbre.Server.Voices;
using Timbre.Storage;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Datasets;

/// <summary>Makes recordings of one sound file of a dataset: one of a clip, several of a long file, none of what cannot be used.</summary>
internal sealed class DatasetImport(
    Database db, VoiceTable voices, BlobFolder blobs, ScratchFiles scratch, RecordingLimits recordingLimits, DatasetLimits datasetLimits,
    TimeProvider time)
{
    /// <summary>A clip up to this length stays whole; a longer one is cut at its pauses.</summary>
    private const double MaxUncutSeconds = 20;

    /// <summary>Whether an earlier run has made this file's recordings already.</summary>
    public async Task<bool> Has(string voiceId, string name, CancellationToken ct)
    {
        var start = DatasetName.SegmentPrefix(name);
        return await db.First<string>(
            "select id from recordings where voice_id = @voiceId and source = 'dataset' and (name = @whole or substr(name, 1, @length) = "
                + "@start) limit 1",
            new { voiceId, whole = DatasetName.OfFile(name), start, length = start.Length }, ct) is not null;
    }

    /// <summary>Adds the recordings of a file and counts its seconds, together or not at all.</summary>
    /// <returns>Why the file was passed over, or null.</returns>
    public async Task<string?> Add(Voice voice, string name, ScratchFile file, string? transcript, double secondsLeft, CancellationToken ct)
    {
        using var work = scratch.New();
        await using var fresh = new NewBlobs(blobs, voice.Id);
        try
        {
            var decoded = await AudioDecoder.DecodeToWav(
                file.LocalPath, work.LocalPath,
                AudioLimits.UpTo(Math.Min(datasetLimits.MaxDatasetSeconds, secondsLeft), datasetLimits.MaxDatasetBytes),
                ct);
            if (decoded.Seconds < recordingLimits.MinRecordingSeconds)
                return $"lasts {decoded.Seconds:0.0} s, at least {recordingLimits.MinRecordingSeconds:0.#} s are needed";

            var isWhole = decoded.Seconds <= (transcript is null ? MaxUncutSeconds : recordingLimits.MaxRecordingSeconds);
            var made = isWhole
                ? [await ImportWhole(voice, name, file, work, transcript, fresh, ct)]
                : await ImportSegments(voice, name, decoded, fresh, ct);
            await Write(voice, made, decoded.Seconds, ct);
            fresh.Keep();
            return null;
        }
        catch (AudioFormatException wrong)
        {
            return wrong.Message;
        }
    }

    private async Task<Recording> ImportWhole(
        Voice voice, string name, ScratchFile file, ScratchFile work, string? transcript, NewBlobs fresh, CancellationToken ct)
    {
        var clip = WavReader.Read(work.LocalPath, AudioLimits.UpTo(recordingLimits.MaxRecordingSeconds + MaxUncutSeconds, long.MaxValue));
        var head = new byte[SoundSignature.Length];
        await using (var read = file.OpenRead())
            await read.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        var kind = SoundSignature.Detect(head)!;
        var original = await fresh.Put(file, kind.Extension, ct);
        return Row(voice, DatasetName.OfFile(name), transcript, clip, original, kind.MediaType, await fresh.Put(work, ".wav", ct));
    }

    private async Task<List<Recording>> ImportSegments(Voice voice, string name, DecodedWav decoded, NewBlobs fresh, CancellationToken ct)
    {
        var made = new List<Recording>();
        foreach (var segment in PauseSegmenter.Cut(decoded.Path, AudioLimits.UpTo(decoded.Seconds + 1, long.MaxValue), null, ct))
        {
            ct.ThrowIfCancellationRequested();
            var clip = WavReader.ReadRange(
                decoded.Path, segment.StartSeconds, segment.EndSeconds, AudioLimits.UpTo(MaxUncutSeconds * 2, long.MaxValue));
            var blob = await fresh.Put(new MemoryStream(WavWriter.ToBytes(clip)), ".wav", ct);
            made.Add(
                Row(voice, DatasetName.OfSegment(name, segment.StartSeconds, segment.EndSeconds), null, clip, blob, "audio/wav", blob));
        }

        return made;
    }

    private Recording Row(Voice voice, string name, string? text, AudioClip clip, NewBlob original, string type, NewBlob work) => new()
    {
        Id = Guid.CreateVersion7().ToString("N"),
        VoiceId = voice.Id,
        Name = name,
        Text = text,
        IsActive = true,
        Fill = false,
        Source = Recording.FromDataset,
        OriginalBlob = original.Name,
        OriginalType = type,
        WorkBlob = work.Name,
        Sha256 = original.Sha256,
        RateHz = clip.RateHz,
        Seconds = clip.Seconds,
        SpeechSeconds = AudioProbe.SpeechSeconds(clip),
        IsSilent = AudioProbe.IsSilent(clip),
        IsOutlier = false,
        CreatedAt = time.GetUtcNow(),
        UpdatedAt = time.GetUtcNow(),
    };

    private async Task Write(Voice voice, IReadOnlyList<Recording> made, double seconds, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        if (await voices.Lock(unit, voice.Id, ct) is not { } current || current.Build != voice.Build)
            throw new SupersededException();
        foreach (var recording in made)
        {
            if (!await RecordingTable.Add(unit, recording, ct))
                await RecordingTable.Add(unit, recording with { Name = $"{recording.Name} (dataset)" }, ct); // an upload has the name
        }

        await VoiceTable.AddDatasetSeconds(unit, voice.Id, seconds, ct);
        await unit.Commit();
    }
}
