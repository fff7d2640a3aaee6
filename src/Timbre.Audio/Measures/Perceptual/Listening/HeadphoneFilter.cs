namespace Timbre.Audio.Measures.Perceptual.Listening;

/// <summary>Receiving filter of P.862.2: flat from 100 Hz up, after a fade of 1 ms at both ends.</summary>
internal static class HeadphoneFilter
{
    private const int FadeSamples = 16;

    /// <summary>In place, at 16 kHz.</summary>
    public static void Filter(PaddedSound sound)
    {
        // P.862.2's own fade: at the start it begins one sample before the recording.
        var recording = sound.Recording;
        for (var i = 1; i < FadeSamples; i++)
        {
            recording[i - 1] *= i / (float)FadeSamples;
            recording[^i] *= i / (float)FadeSamples;
        }

        SinglePrecisionSection.Filter([2.740826f, -5.4816519f, 2.740826f, -1.9444777f, 0.94597794f], recording);
    }
}
