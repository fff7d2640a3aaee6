using Timbre.Server.Plumbing;
using Timbre.Server.Voices;

namespace Timbre.Server.Training;

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
            return $"A {Type} voice needs {Recordings} active recordings or {Time(Seconds)} of sound; there are {there.Uploads} recordings and {Time(there.Seconds)} in all: " +
                $"send {Recordings - there.Uploads} more recordings, or {Time(Seconds - there.Seconds)} more of sound.";
        }

        return there.SpeechSeconds < SpeechSeconds
            ? $"A {Type} voice needs at least {Time(SpeechSeconds)} of speech; only {Time(there.SpeechSeconds)} were found in {Time(there.Seconds)} of sound: send recordings in which the person speaks."
            : null;
    }

    private static string Time(double seconds) => seconds < 120 ? $"{seconds:0.0} s" : $"{seconds / 60:0.0} min";
}
