using Timbre.Audio.Formats;

namespace Timbre.Audio.Tests.Material;

/// <summary>A woman reading at 16 kHz: five sentences of a LibriVox recording that Debian ships (pocketsphinx-testdata).</summary>
internal static class Reader
{
    private const string Folder = "/usr/share/pocketsphinx/test/data/librivox";

    private static readonly int[] Places = [870, 880, 890, 920, 930];

    /// <summary>One sentence of 3 to 8 s; 0 to 4.</summary>
    public static AudioClip Sentence(int index) =>
        WavReader.Read(Path.Combine(Folder, $"sense_and_sensibility_01_austen_64kb-0{Places[index]}.wav"), new AudioLimits());

    /// <summary>All five, 25 s.</summary>
    public static AudioClip All() => Sounds.Join([.. Enumerable.Range(0, Places.Length).Select(Sentence)]);
}
