using Timbre.Audio.Envelope;
using Timbre.Audio.Formats;
using Timbre.Audio.World;

namespace Timbre.Bench;

/// <summary>Takes recordings apart and puts them together again.</summary>
internal static class CopySynthesis
{
    public static async Task<int> Run(string list, int? coefficients)
    {
        foreach (var line in await File.ReadAllLinesAsync(list))
        {
            var (source, target) = line.Split('\t') is [var from, var to]
                ? (from, to)
                : throw new FormatException($"Not two paths and a tab: {line}");
            var frames = WorldVocoder.Analyse(await AudioDecoder.Decode(source, new AudioLimits(), CancellationToken.None));
            if (coefficients is { } count)
                Code(frames, count);
            WavWriter.Write(target, WorldVocoder.Synthesize(frames));
        }

        return 0;
    }

    private static void Code(WorldFrames frames, int coefficients)
    {
        var cepstrum = new MelCepstrum(frames.RateHz, 2 * (frames.Bins - 1), coefficients);
        var coded = new float[frames.Count * coefficients];
        cepstrum.Encode(frames.Envelope, coded);
        cepstrum.Decode(coded, frames.Envelope);

        var bands = new BandAperiodicity(frames.RateHz, 2 * (frames.Bins - 1));
        var levelsDb = new float[frames.Count * bands.Bands];
        bands.Encode(frames.Aperiodicity, levelsDb);
        bands.Decode(levelsDb, frames.Aperiodicity);
        new LowFrequencyNoise(frames.RateHz, 2 * (frames.Bins - 1)).Release(frames.F0Hz, frames.Aperiodicity);
    }
}
