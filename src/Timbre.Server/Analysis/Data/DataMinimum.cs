using Timbre.Server.Hosting;
using Timbre.Server.Voices;

namespace Timbre.Server.Analysis.Data;

/// <summary>How much a voice needs: enough sound, or enough recordings, and enough speech in either.</summary>
internal sealed record DataMinimum(string Type, double Seconds, int Recordings, double SpeechSeconds)
{
    public static DataMinimum Of(Voice voice, Policies policies) => voice.IsProfessional
        ? new DataMinimum("professional", policies.ProfessionalSeconds, policies.ProfessionalRecordings, policies.ProfessionalSpeechSeconds)
        : new DataMinimum("rapid", policies.RapidSeconds, policies.RapidRecordings, policies.RapidSpeechSeconds);

    /// <summary>What is there and what is missing, in a sentence; null when it is enough.</summary>
    public string? Missing(DataAmount there)
    {
        if (there.Seconds < Seconds && there.Uploads < Recordings)
        {
            return $"A {Type} voice needs {Count(Recordings, "active recording")} or {AtLeast(Seconds)} of sound; "
                + $"it has {Count(there.Uploads, "recording")} and {AtMost(there.Seconds)} in all: "
                + $"send {Count(Recordings - there.Uploads, "more recording")}, or {AtLeast(Seconds - there.Seconds)} more of sound.";
        }

        return there.SpeechSeconds < SpeechSeconds
            ? $"A {Type} voice needs at least {AtLeast(SpeechSeconds)} of speech; "
                + $"only {AtMost(there.SpeechSeconds)} were found in {AtMost(there.Seconds)} of sound: "
                + $"send recordings in which the person speaks, {AtLeast(SpeechSeconds - there.SpeechSeconds)} more of speech."
            : null;
    }

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    // what is there is rounded down and what is missing up, so that nobody reads "10.0 s are needed, there are 10.0 s, send 0.0 s"
    private static string AtMost(double seconds) => Time(seconds, Math.Floor);

    private static string AtLeast(double seconds) => Time(seconds, Math.Ceiling);

    private static string Time(double seconds, Func<double, double> round) =>
        seconds < 120
            ? FormattableString.Invariant($"{round(Tenths(seconds)) / 10:0.0} s")
            : FormattableString.Invariant($"{round(Tenths(seconds / 60)) / 10:0.0} min");

    /// <summary>Tenths, where what only the sum of many doubles has added is no tenth.</summary>
    private static double Tenths(double value) => Math.Round(value * 10, 6);
}
