using Timbre.Server.Recordings;
using Timbre.Server.Webhooks;
using Timbre.Storage;

namespace Timbre.Server.Voices;

/// <summary>The ends that a voice's work can come to: the new status and the callback that tells it, in one transaction.</summary>
internal sealed class Transitions(VoiceTable voices, CallbackTable callbacks)
{
    public async Task Finish(UnitOfWork unit, Voice voice, string modelBlob, string permit, CancellationToken ct)
    {
        await voices.Finish(unit, voice.Id, modelBlob, voice.Build, permit, ct);
        await callbacks.Emit(unit, voice, VoiceStatus.Finished, null, [], ct);
    }

    /// <summary>Something broke that the caller cannot mend.</summary>
    public Task Fail(UnitOfWork unit, Voice voice, string issue, CancellationToken ct) =>
        End(unit, voice, VoiceStatus.Failed, issue, [], ct);

    /// <summary>The data cannot make a voice; <paramref name="atFault"/> are the recordings to look at.</summary>
    public Task RefuseData(UnitOfWork unit, Voice voice, string issue, IEnumerable<Recording> atFault, CancellationToken ct) =>
        End(unit, voice, VoiceStatus.DatasetIssue, issue, atFault, ct);

    public Task RefuseConsent(UnitOfWork unit, Voice voice, string issue, CancellationToken ct) =>
        End(unit, voice, VoiceStatus.ConsentFailed, issue, [], ct);

    private async Task End(UnitOfWork unit, Voice voice, string status, string issue, IEnumerable<Recording> atFault, CancellationToken ct)
    {
        await voices.Move(unit, voice.Id, status, Stage.Stopped, issue, ct);
        await callbacks.Emit(unit, voice, status, issue, atFault, ct);
    }
}
