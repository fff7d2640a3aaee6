using Timbre.Server.Jobs;
using Timbre.Server.Recordings;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Webhooks;

/// <summary>The rows of callbacks.</summary>
internal sealed class CallbackTable(IntentTable intents, TimeProvider time)
{
    public const string Deliver = "deliver";

    /// <summary>Writes what is to be told, in the transaction of what has happened. Does nothing for a voice without a callback address.</summary>
    public async Task Emit(UnitOfWork unit, Voice voice, string status, string? issue, IEnumerable<Recording> atFault, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(voice.CallbackUri))
            return;

        var body = new CallbackBody(status == VoiceStatus.Finished, voice.Id, status, issue, [.. atFault.Select(CallbackBody.Entry.Of)]);
        var now = time.GetUtcNow();
        await unit.Execute(
            """
            insert into callbacks (id, voice_id, sequence, url, status, body, state, attempts, due_at, created_at)
            values (@id, @voiceId, (select coalesce(max(sequence), 0) + 1 from callbacks where voice_id = @voiceId), @url, @status, @body, 'pending', 0, @now, @now)
            """,
            new { id = Guid.CreateVersion7().ToString("N"), voiceId = voice.Id, url = voice.CallbackUri, status, body = body.Json(), now }, ct);
        if (await unit.First<int>("select count(*) from intents where voice_id = @Id and kind = 'deliver'", new { voice.Id }, ct) == 0)
            await intents.Add(unit, Deliver, voice.Id, voice.Build, null, ct);
    }
}
