namespace Timbre.Audio.Formats.Riff;

/// <summary>ITU-T G.711 companding: 8 bits for what 14 (µ-law) or 13 (A-law) linear bits say.</summary>
internal static class G711
{
    private const int Bias = 0x84;

    /// <summary>Amplitudes of the 256 µ-law codes, full scale at 1.</summary>
    public static readonly float[] MuLaw = [.. Enumerable.Range(0, 256).Select(code => DecodeMuLaw((byte)code) / 32768f)];

    /// <summary>Amplitudes of the 256 A-law codes, full scale at 1.</summary>
    public static readonly float[] ALaw = [.. Enumerable.Range(0, 256).Select(code => DecodeALaw((byte)code) / 32768f)];

    /// <summary>The µ-law code nearest to a 16-bit amplitude: a logarithm of base 2 in eight chords of sixteen steps.</summary>
    public static byte EncodeMuLaw(int amplitude)
    {
        var sign = amplitude < 0 ? 0x80 : 0;
        var magnitude = Math.Min(Math.Abs(amplitude), 32635) + Bias;
        var chord = int.Log2(magnitude) - 7;
        var step = (magnitude >> (chord + 3)) & 0x0F;
        return (byte)~(sign | (chord << 4) | step);
    }

    private static int DecodeMuLaw(byte code)
    {
        var bits = ~code & 0xFF;
        var magnitude = ((((bits & 0x0F) << 3) + Bias) << ((bits >> 4) & 7)) - Bias;
        return (bits & 0x80) != 0 ? -magnitude : magnitude;
    }

    private static int DecodeALaw(byte code)
    {
        var bits = code ^ 0x55;
        var chord = (bits >> 4) & 7;
        var magnitude = ((bits & 0x0F) << 4) + 8;
        if (chord > 0)
            magnitude = (magnitude + 0x100) << (chord - 1);
        return (bits & 0x80) != 0 ? magnitude : -magnitude;
    }
}
