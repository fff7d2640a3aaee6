namespace Timbre.Models.Nn;

/// <summary>The format of the speech that all voices make and all models of speech are trained on: one channel, one sample rate.</summary>
public static class SpeechFormat
{
    /// <summary>Samples per second.</summary>
    public const int SampleRateHz = 16000;
}
