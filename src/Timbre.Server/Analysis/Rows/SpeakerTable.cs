using Timbre.Models.SpeakerEncoder;
using Timbre.Server.Recordings;
using Timbre.Storage;

namespace Timbre.Server.Analysis.Rows;

/// <summary>Who speaks in a recording. Personal data: never in a view, a log or a webhook.</summary>
/// <param name="Recording">Which.</param>
/// <param name="Embedding">Of this version's encoder.</param>
internal sealed record RecordedSpeaker(Recording Recording, SpeakerEmbedding Embedding);

/// <summary>The rows of speakers, which go with their recordings.</summary>
internal sealed class SpeakerTable(Database db)
{
    /// <summary>
    /// Of those of a voice's recordings in which it can be told, as far as this version has measured them, the oldest first.
    /// </summary>
    public async Task<IReadOnlyList<RecordedSpeaker>> Of(string voiceId, CancellationToken ct)
    {
        await using var moment = await db.Snapshot(ct);
        var all = await RecordingTable.All(moment, voiceId, ct);
        var rows = await moment.Query<SpeakerRow>(
            "select recording_id, embedding from speakers join recordings on recordings.id = recording_id where voice_id = @voiceId and "
                + "made_by = @Version",
            new { voiceId, Encoder.Version }, ct);
        var byId = rows.ToDictionary(row => row.RecordingId, row => row.Embedding);
        return [.. all.Where(recording => byId.ContainsKey(recording.Id))
            .Select(recording => new RecordedSpeaker(recording, SpeakerEmbedding.FromBytes(Convert.FromBase64String(byId[recording.Id]))))];
    }

    /// <summary>Writes who speaks in a recording, or that it cannot be told.</summary>
    public static async Task Save(UnitOfWork unit, string recordingId, SpeakerEmbedding? embedding, CancellationToken ct)
    {
        await unit.Execute("delete from speakers where recording_id = @recordingId", new { recordingId }, ct);
        if (embedding is not null)
        {
            await unit.Execute(
                "insert into speakers (recording_id, embedding, made_by) values (@recordingId, @embedding, @Version)",
                new { recordingId, embedding = Convert.ToBase64String(embedding.ToBytes()), Encoder.Version }, ct);
        }
    }

    private sealed record SpeakerRow
    {
        public required string RecordingId { get; init; }
        public required string Embedding { get; init; }
    }
}
