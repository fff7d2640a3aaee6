using Timbre.Audio;
using Timbre.Audio.Fingerprints;
using Timbre.Server.Analysis.Rows;
using Timbre.Server.Plumbing;
using Timbre.Server.Recordings;
using Timbre.Server.Voices;

namespace Timbre.Server.Consent.Decision;

/// <summary>Whether the consent was said for this voice: neither cut from its recordings nor used before by another account, whatever clothes it wears.</summary>
internal sealed class ReuseCheck(AnalysisTable analyses, MarkTable marks, Settings settings)
{
    public const string CutFromData = "cut_from_dataset";
    public const string UsedBefore = "used_before";

    /// <summary>The same for every way in which it is known, and nothing of whose it is.</summary>
    public const string UsedBeforeIssue = "this recording has been used before. Have the speaker say the statement for this voice, and send that.";

    public async Task Run(Voice voice, Clip sound, IReadOnlyList<Recording> data, Judgement judgement, CancellationToken ct)
    {
        judgement.Fingerprint = await Task.Run(() => AudioFingerprint.Of(sound), ct);
        var least = settings.Consent.CopySeconds;
        var used = data.Select(recording => recording.Id).ToHashSet();
        var own = (await analyses.FingerprintsOf(voice.Id, ct)).Where(print => used.Contains(print.Id)).Select(print => print.Fingerprint);
        var inData = await Task.Run(() => Longest(judgement.Fingerprint, own, ct), ct);
        judgement.Measured("shared_with_dataset_seconds", inData, least);
        if (inData >= least)
            judgement.Refuse(CutFromData, FormattableString.Invariant($"{inData:0.0} s of it are cut from the voice's own recordings. Have the speaker say the statement, and leave it out of the recordings."));

        var elsewhere = await marks.OfOthers(voice.AccountId, ct);
        var before = await Task.Run(() => Longest(judgement.Fingerprint, elsewhere, ct), ct);
        judgement.Thresholds["shared_with_others_seconds"] = Timbre.Models.Consent.Records.ConsentEvent.Figure(least); // what was found there is another account's
        if (before >= least)
            judgement.Refuse(UsedBefore, UsedBeforeIssue);
    }

    private static double Longest(AudioFingerprint consent, IEnumerable<string> others, CancellationToken ct)
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
