using Timbre.Audio;
using Timbre.Audio.Fingerprints;
using Timbre.Server.Analysis.Rows;
using Timbre.Server.Hosting;
using Timbre.Server.Recordings;
using Timbre.Server.Voices;

namespace Timbre.Server.Consent.Verification;

/// <summary>
/// Whether the consent was said for this voice: neither cut from its recordings nor used before by another account, whatever clothes it
/// wears.
/// </summary>
internal sealed class ReplayCheck(AnalysisTable analyses, ConsentFingerprintTable fingerprints, Settings settings)
{
    public const string CutFromData = "cut_from_dataset";
    public const string UsedBefore = "used_before";

    /// <summary>The same for every way in which it is known, and nothing of whose it is.</summary>
    public const string UsedBeforeIssue =
        "this recording has been used before. Have the speaker say the statement for this voice, and send that.";

    public async Task Run(Voice voice, AudioClip sound, IReadOnlyList<Recording> data, VerificationResult result, CancellationToken ct)
    {
        result.Fingerprint = await Task.Run(() => AudioFingerprint.Of(sound), ct);
        var minSeconds = settings.Consent.CopySeconds;
        var recordingIds = data.Select(recording => recording.Id).ToHashSet();
        var ownFingerprints = (await analyses.FingerprintsOf(voice.Id, ct)).Where(print => recordingIds.Contains(print.Id))
            .Select(print => print.Fingerprint);
        var secondsInDataset = await Task.Run(() => MaxSharedSeconds(result.Fingerprint, ownFingerprints, ct), ct);
        result.Measured("shared_with_dataset_seconds", secondsInDataset, minSeconds);
        if (secondsInDataset >= minSeconds)
            result.Refuse(
                CutFromData,
                FormattableString.Invariant($"{secondsInDataset:0.0} s of it are cut from the voice's own recordings. ")
                    + "Have the speaker say the statement, and leave it out of the recordings.");

        var foreignFingerprints = await fingerprints.FingerprintsOfOthers(voice.AccountId, ct);
        var secondsInOthers = await Task.Run(() => MaxSharedSeconds(result.Fingerprint, foreignFingerprints, ct), ct);
        // what was found there is another account's
        result.Thresholds["shared_with_others_seconds"] = Timbre.Models.Consent.Records.ConsentEvent.Figure(minSeconds);
        if (secondsInOthers >= minSeconds)
            result.Refuse(UsedBefore, UsedBeforeIssue);
    }

    private static double MaxSharedSeconds(AudioFingerprint consent, IEnumerable<string> others, CancellationToken ct)
    {
        var index = new FingerprintIndex<int>();
        foreach (var (i, other) in others.Index())
        {
            ct.ThrowIfCancellationRequested();
            index.Add(i, AudioFingerprint.FromBytes(Convert.FromBase64String(other)));
        }

        return index.Find(consent) is [var (_, match), ..] ? match.Seconds : 0;
    }
}
