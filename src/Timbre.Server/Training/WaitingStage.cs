using Timbre.Server.Hosting;
using Timbre.Server.Recordings;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Training;

/// <summary>
/// What a voice of uploaded recordings waits for: more of them, or its build. Every change of its recordings asks again, in its own
/// transaction.
/// </summary>
internal sealed class WaitingStage(VoiceTable voices, Settings settings)
{
    public async Task Refresh(UnitOfWork unit, Voice voice, CancellationToken ct)
    {
        if (voice.DatasetUrl is not null || voice.Stage is not (Stage.AwaitingData or Stage.AwaitingBuild))
            return; // a voice at work keeps its own list, and a dataset's voice waits for other things

        var amount = TrainingData.Count(await RecordingTable.All(unit, voice.Id, ct), voice.DatasetSeconds);
        var stage = DataMinimum.Of(voice, settings.Policies).Missing(amount) is null ? Stage.AwaitingBuild : Stage.AwaitingData;
        if (stage != voice.Stage)
            await voices.Move(unit, voice.Id, voice.Status, stage, voice.Issue, ct);
    }
}
