using System.Globalization;
using Timbre.Audio.Formats;

namespace Timbre.Audio.Tests.Material;

/// <summary>What the authors' WORLD found in four recordings, at 16, 22.05 and 48 kHz: ../shared/golden/world.</summary>
internal sealed class WorldGolden
{
    public const int Coefficients = 40;

    private static readonly Dictionary<string, string[]> Recordings = new()
    {
        ["ls2033"] = ["speech", "eval", "rapid", "ls2033", "2033-164914-0005.flac"],
        ["ls2609"] = ["speech", "eval", "rapid", "ls2609", "2609-156975-0005.flac"],
        ["lj"] = ["speech", "train", "lj", "LJ001-0002.flac"],
        ["rav02"] = ["speech", "eval", "rapid", "rav02", "03-01-01-01-01-01-02.flac"],
    };

    private WorldGolden(AudioClip clip, float[][] rows)
    {
        Clip = clip;
        F0Hz = [.. rows.Select(row => row[0])];
        Cepstra = [.. rows.SelectMany(row => row[1..(1 + Coefficients)])];
        BandsDb = [.. rows.SelectMany(row => row[(1 + Coefficients)..])];
        Bands = rows[0].Length - 1 - Coefficients;
    }

    public static TheoryData<string> Names => [.. Recordings.Keys];

    public AudioClip Clip { get; }

    public int Frames => F0Hz.Length;

    public float[] F0Hz { get; }

    /// <summary>[frames, 40]</summary>
    public float[] Cepstra { get; }

    /// <summary>[frames, bands], dB</summary>
    public float[] BandsDb { get; }

    public int Bands { get; }

    public static async Task<WorldGolden> Load(string name)
    {
        var clip = await AudioDecoder.Decode(SharedFolder.At(Recordings[name]), new AudioLimits(), CancellationToken.None);
        var lines = await File.ReadAllLinesAsync(SharedFolder.At("golden", "world", name + ".tsv"));
        return new WorldGolden(
            clip,
            [.. lines.Skip(1).Select(line => line.Split('\t').Select(cell => float.Parse(cell, CultureInfo.InvariantCulture)).ToArray())]);
    }
}
