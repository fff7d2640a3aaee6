namespace Timbre.Client;

/// <summary>The <c>consent</c> field: a recording of the spoken statement, base 64 of the whole WAV file.</summary>
public static class Consent
{
    public static string FromWav(ReadOnlySpan<byte> wavFile) => Convert.ToBase64String(wavFile);
}
