using Timbre.Audio;
using Timbre.Models.Analysis;

namespace Timbre.Models.Tests.Analysis.Degradations;

/// <summary>What has to be said of a recording that came to harm.</summary>
internal enum Wanted
{
    /// <summary>Too little to matter: nothing that has to be mended.</summary>
    Nothing,

    /// <summary>The right finding, to be warned of or to be mended.</summary>
    Reported,

    /// <summary>The right finding, to be mended.</summary>
    Condemned,
}

/// <summary>One kind of harm in three strengths, and the findings that name it.</summary>
internal sealed record DegradationKind(
    string Name, string[] Codes, (string Strength, Wanted Wanted, Func<AudioClip, int, AudioClip> Do)[] Strengths)
{
    public static readonly DegradationKind[] All =
    [
        new("white noise", [FindingCodes.Noisy], Of([-30, -14, -6], Wanted.Condemned, "dB", Noises.White)),
        new("pink noise", [FindingCodes.Noisy], Of([-30, -14, -6], Wanted.Condemned, "dB", Noises.Pink)),
        new("hum of 50 Hz", [FindingCodes.Hum], Of([-45, -18, 0], Wanted.Condemned, "dB", (clip, db, _) => Noises.Hum(clip, db, 50))),
        new("hum of 60 Hz", [FindingCodes.Hum], Of([-45, -18, 0], Wanted.Condemned, "dB", (clip, db, _) => Noises.Hum(clip, db, 60))),
        new(
            "steady tone", [FindingCodes.SteadyTone],
            Of([-50, -30, -10], Wanted.Condemned, "dB", (clip, db, seed) => Noises.Tone(clip, db, 500 + (317 * (seed % 11))))),
        new(
            "clicks", [FindingCodes.Clicks],
            Of([0.1, 3, 12], Wanted.Condemned, "a second", (clip, rate, seed) => Noises.Clicks(clip, rate, 0.7, seed))),
        new(
            "clipping", [FindingCodes.Clipping],
            Of([0.0005, 0.01, 0.08], Wanted.Condemned, "of the samples", (clip, share, _) => Levels.Clipped(clip, share))),
        new(
            "too quiet", [FindingCodes.TooQuiet],
            Of([-35, -50, -62], Wanted.Condemned, "LUFS", (clip, lufs, _) => Levels.Loudness(clip, lufs))),
        new("limiter", [FindingCodes.TooLoud], Of([-20, -3, 0], Wanted.Reported, "LUFS", (clip, lufs, _) => Levels.Limited(clip, lufs))),
        new(
            "offset", [FindingCodes.DcOffset],
            Of([0.005, 0.05, 0.2], Wanted.Reported, "of full scale", (clip, offset, _) => Levels.Offset(clip, offset))),
        new(
            "few bits", [FindingCodes.LowResolution],
            Of([12, 8, 5], Wanted.Condemned, "bits", (clip, bits, _) => Levels.Rounded(clip, (int)bits))),
        new("pumping gain", [FindingCodes.UnevenLevel], Of([3, 16, 20], Wanted.Reported, "dB", (clip, db, _) => Levels.Pumped(clip, db))),
        new(
            "lost packets", [FindingCodes.Dropouts],
            Of([0.005, 0.03, 0.15], Wanted.Condemned, "of 20 ms", (clip, share, seed) => Losses.Packets(clip, share, 0.02, -200, seed))),
        new(
            "ducked gaps", [FindingCodes.Dropouts],
            Of([-20, -45, -60], Wanted.Reported, "dB", (clip, leftDb, seed) => Losses.Packets(clip, 0.15, 0.1, leftDb, seed))),
        new(
            "cut words", [FindingCodes.CutStart, FindingCodes.CutEnd],
            Cuts(("the first", 0.15, null), ("the last", null, 0.85), ("both", 0.15, 0.85))),
        new(
            "room", [FindingCodes.Reverberant],
            Of(
                [0.25, 0.8, 1.4], Wanted.Condemned, "s",
                (clip, seconds, seed) => TransmissionPaths.Room(clip, seconds, seconds < 0.5 ? -3 : 2, seed))),
        new(
            "lower rate", [FindingCodes.NarrowBand],
            Of([14000, 8000, 5000], Wanted.Condemned, "Hz", (clip, rate, _) => TransmissionPaths.OnceAt(clip, (int)rate))),
        new(
            "mirror images", [FindingCodes.ResamplingImages],
            Of([-50, -20, 0], Wanted.Condemned, "dB", (clip, db, _) => TransmissionPaths.Imaged(clip, db))),
        new(
            "covered microphone", [FindingCodes.Muffled, FindingCodes.NarrowBand],
            Of([4000, 600, 450], Wanted.Reported, "Hz", (clip, hz, _) => TransmissionPaths.Muffled(clip, hz))),
        new("no lows", [FindingCodes.Thin], Of([150, 800, 900], Wanted.Reported, "Hz", (clip, hz, _) => TransmissionPaths.Thin(clip, hz))),
        new(
            "gone silent", [FindingCodes.Silent, FindingCodes.TooQuiet],
            Of(
                [-20, -50, -80], Wanted.Condemned, "dB",
                (clip, db, _) => Levels.Each(clip, sample => Math.Round(32768 * sample * Math.Pow(10, db / 20)) / 32768))),
        new(
            "nobody speaks", [FindingCodes.NoSpeech],
            Replaced(
                ("white noise", (clip, seed) => Noises.White(clip, 0, seed)), ("pink noise", (clip, seed) => Noises.Pink(clip, 0, seed)),
                ("a chord", (clip, _) => Noises.Tone(Noises.Tone(clip, 0, 262), 0, 330)))),
    ];

    /// <summary>
    /// The first strength is nothing to speak of, the second is to be reported, the last is what <paramref name="gravest"/> says.
    /// </summary>
    private static (string Strength, Wanted Wanted, Func<AudioClip, int, AudioClip> Do)[] Of(
        double[] strengths, Wanted gravest, string unit, Func<AudioClip, double, int, AudioClip> harm) =>
        [.. strengths.Select((strength, i) =>
            ($"{strength} {unit}", i == 0 ? Wanted.Nothing : i == 1 ? Wanted.Reported : gravest,
                (Func<AudioClip, int, AudioClip>)((clip, seed) => harm(clip, strength, seed))))];

    private static (string Strength, Wanted Wanted, Func<AudioClip, int, AudioClip> Do)[] Cuts(
        params (string Words, double? From, double? To)[] cuts) =>
        [.. cuts.Select(cut =>
            (cut.Words, Wanted.Reported, (Func<AudioClip, int, AudioClip>)((clip, _) => Losses.Cut(clip, cut.From, cut.To))))];

    /// <summary>Another sound as long as the voice, and as loud as voices are.</summary>
    private static (string Strength, Wanted Wanted, Func<AudioClip, int, AudioClip> Do)[] Replaced(
        params (string By, Func<AudioClip, int, AudioClip> Sound)[] others) =>
        [.. others.Select(other =>
            (other.By, Wanted.Condemned,
                (Func<AudioClip, int, AudioClip>)((clip, seed) => Levels.Loudness(other.Sound(Levels.Each(clip, _ => 1e-9), seed), -25))))];
}
