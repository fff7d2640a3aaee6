using Timbre.Models.SpeakerEncoder;
using Timbre.Server.Recordings;
using Timbre.Server.Recordings.Findings;
using Timbre.Server.Voices;

namespace Timbre.Server.Analysis.Data;

/// <summary>Whether what is usable of a voice's analysed recordings makes a voice, and what is left out of it.</summary>
/// <param name="All">Every recording of the voice.</param>
/// <param name="LeftOut">Those that the analysis leaves out.</param>
/// <param name="Missing">What is missing, in a sentence; null when there is enough.</param>
internal sealed record TrainingDataCheck(IReadOnlyList<Recording> All, ExcludedRecordings LeftOut, string? Missing)
{
    /// <summary>A callback names no more than these; the report has them all.</summary>
    public const int MaxNamed = 1000;

    /// <summary>What is wrong with how many recordings and what to do, for a voice that cannot be made.</summary>
    public string Issue => string.Join(' ', [Missing, .. LeftOut.Sentences(remedies: true)]);

    /// <summary>What the voice is made without; null when that is nothing.</summary>
    public string? Note => LeftOut.Recordings.Count == 0 ? null
        : $"Learnt from {All.Count(TrainingData.Usable)} of {All.Count} recordings. Left out: {string.Join(
            ' ', LeftOut.Sentences(remedies: false))}";

    /// <summary>The recordings that a callback names.</summary>
    public IEnumerable<Recording> AtFault => LeftOut.Recordings.Take(MaxNamed);
}

/// <summary>Reads the verdict from the rows.</summary>
internal sealed class TrainingDataChecks(RecordingTable recordings, FindingTable findings, VoiceAnalysis analysis, DataPolicy policy)
{
    /// <summary>
    /// Recordings at fault whose words are waited for before a voice is refused; those of the others are recognised later.
    /// </summary>
    private const int MaxAwaited = 20;

    /// <summary>Once the recordings are measured: of a voice that cannot be made, what is said in those at fault is known too.</summary>
    public async Task<TrainingDataCheck> Of(Voice voice, CancellationToken ct)
    {
        var verdict = await SoFar(voice, ct);
        if (verdict.Missing is null || verdict.LeftOut.Recordings.Count == 0)
            return verdict;

        await analysis.Transcribe(voice.Id, verdict.AtFault.Take(MaxAwaited).Select(recording => recording.Id).ToHashSet(), null, ct);
        return await SoFar(voice, ct);
    }

    /// <summary>Of so many others it cannot be said whose voice it is to be.</summary>
    private static string? Mixed(IReadOnlyList<Recording> all) =>
        all.Count(recording => recording.IsOutlier) > DatasetSpeaker.MaxOutlierShare * all.Count
            ? "The recordings are of several speakers, and a voice is one person's: send recordings of one."
            : null;

    /// <summary>By what is known now; recordings that nobody has measured count as usable.</summary>
    public async Task<TrainingDataCheck> SoFar(Voice voice, CancellationToken ct)
    {
        var all = await recordings.All(voice.Id, ct);
        var missing = DataMinimum.Of(voice, policy).Missing(TrainingData.Count(all, voice.DatasetSeconds)) ?? Mixed(all);
        return new TrainingDataCheck(all, await ExcludedRecordings.Of(all, findings, ct), missing);
    }
}
