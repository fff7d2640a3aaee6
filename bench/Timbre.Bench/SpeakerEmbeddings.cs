using System.Globalization;
using System.Text.Json;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Models.SpeakerEncoder;
using Timbre.Models.SpeakerEncoder.Network;

namespace Timbre.Bench;

/// <summary>Embeds pieces of recordings, and looks for the outliers of datasets that are put together of them.</summary>
internal static class SpeakerEmbeddings
{
    private const int Cepstra = 20;
    private const double MaxSeconds = 120;

    /// <summary>
    /// OUT/embeddings.jsonl: a line for each of the list, null where it cannot be told who speaks; OUT/outliers.tsv: the outliers' numbers
    /// for each dataset.
    /// </summary>
    /// <param name="list">Each line a file, a tab, first and last second.</param>
    /// <param name="datasets">Each line the numbers of lines of the list, from 0.</param>
    /// <param name="to">The folder OUT.</param>
    public static async Task<int> Run(string list, string datasets, string to)
    {
        var encoder = Encoder.Load();
        var comparer = new SpeakerComparer(encoder);
        var embeddings = new List<SpeakerEmbedding?>();
        var (sound, spent) = (0.0, 0.0);
        await using (var lines = File.CreateText(Path.Combine(to, "embeddings.jsonl")))
        {
            var (file, whole) = ("", new AudioClip([], 16000));
            foreach (var line in File.ReadLines(list).Select(line => line.Split('\t')))
            {
                if (line[0] != file)
                    (file, whole) = (line[0],
                        await AudioDecoder.Decode(line[0], AudioLimits.UpTo(MaxSeconds, long.MaxValue), CancellationToken.None));
                var clip = whole.Cut(
                    double.Parse(line[1], CultureInfo.InvariantCulture), double.Parse(line[2], CultureInfo.InvariantCulture));
                var start = Environment.CpuUsage.TotalTime;
                embeddings.Add(encoder.TryEmbed(clip));
                (sound, spent) = (sound + clip.Seconds, spent + (Environment.CpuUsage.TotalTime - start).TotalSeconds);
                await lines.WriteLineAsync(
                    JsonSerializer.Serialize(
                        new { embedding = embeddings[^1]?.Values.ToArray(), mfcc = MeanCepstrum(encoder.Weights.Config, clip) }));
            }
        }

        await File.WriteAllLinesAsync(
            Path.Combine(to, "outliers.tsv"), File.ReadLines(datasets).Select(line => Outliers(comparer, line, embeddings)));
        Console.WriteLine(FormattableString.Invariant($"{sound / spent:0} times real time"));
        return 0;
    }

    /// <summary>
    /// For each line of the list, which is one or several of a file with first and last second, put behind one another: the likeliest
    /// change of speaker.
    /// </summary>
    public static async Task<int> Changes(string list)
    {
        var encoder = Encoder.Load();
        foreach (var line in File.ReadLines(list).Select(line => line.Split('\t')))
        {
            var samples = new List<float>();
            for (var i = 0; i + 2 < line.Length; i += 3)
            {
                var whole = await AudioDecoder.Decode(line[i], AudioLimits.UpTo(MaxSeconds, long.MaxValue), CancellationToken.None);
                var part = whole.Cut(
                    double.Parse(line[i + 1], CultureInfo.InvariantCulture), double.Parse(line[i + 2], CultureInfo.InvariantCulture));
                var clip = Audio.Filters.Resampler.Convert(part, 16000).Samples;
                var peak = clip.Max(Math.Abs);
                samples.AddRange(clip.Select(sample => 0.5f * sample / peak));
            }

            var sound = new AudioClip([.. samples], 16000);
            var change = SpeakerChange.Of(encoder, sound, Audio.Measures.SpeechActivity.Detect(sound));
            Console.WriteLine(
                change is null
                    ? ""
                    : FormattableString.Invariant(
                        $"{change.LogLikelihoodRatio:0.000}\t{change.StartSeconds:0.0}\t{change.EndSeconds:0.0}"));
        }

        return 0;
    }

    /// <summary>How fast the parts are on one core, the best of five rounds.</summary>
    public static int Speed(string folder)
    {
        AudioClip[] clips = [.. Directory.EnumerateFiles(folder, "*.wav").Order(StringComparer.Ordinal)
            .Select(path => WavReader.Read(path, new AudioLimits()))];
        var sound = clips.Sum(clip => clip.Seconds);
        var encoder = Encoder.Load();
        var speech = clips.Select(clip => Audio.Measures.SpeechActivity.Detect(clip)).ToArray();
        PrintSpeed("finding where somebody speaks", () => Array.ForEach(clips, clip => Audio.Measures.SpeechActivity.Detect(clip)));
        PrintSpeed("front end and network", () =>
        {
            for (var i = 0; i < clips.Length; i++)
                encoder.Embed(clips[i], speech[i]);
        });
        PrintSpeed("both", () => Array.ForEach(clips, clip => encoder.Embed(clip)));
        return 0;

        void PrintSpeed(string what, Action work)
        {
            work();
            var best = Enumerable.Range(0, 5).Min(_ =>
            {
                var start = Environment.CpuUsage.TotalTime;
                work();
                return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
            });
            Console.WriteLine(FormattableString.Invariant($"| {what} | {sound / best:0} |"));
        }
    }

    private static string Outliers(SpeakerComparer comparer, string line, List<SpeakerEmbedding?> embeddings)
    {
        var members = line.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture))
            .Where(number => embeddings[number] is not null);
        var speaker = DatasetSpeaker.Of(
            comparer, [.. members.Select(number => (number.ToString("D6", CultureInfo.InvariantCulture), embeddings[number]!))]);
        return string.Join(' ', speaker.Outliers.Select(one => int.Parse(one.Name, CultureInfo.InvariantCulture)));
    }

    /// <summary>Means of the cepstral coefficients 1 to 20 of the encoder's own bands, an orthonormal DCT.</summary>
    private static double[] MeanCepstrum(EncoderConfig config, AudioClip clip)
    {
        var samples = Audio.Filters.Resampler.Convert(clip, config.RateHz).Samples;
        var frames = EncoderFrontEnd.Frames(config, samples.Length);
        var bands = new float[frames * config.Bands];
        new EncoderFrontEnd(config).Analyse(samples, bands);
        var mean = Enumerable.Range(0, config.Bands)
            .Select(band => Enumerable.Range(0, frames).Average(t => (double)bands[(t * config.Bands) + band])).ToArray();
        return [.. Enumerable.Range(1, Cepstra)
            .Select(k =>
                Math.Sqrt(2.0 / config.Bands)
                    * mean.Select((value, band) => value * Math.Cos(Math.PI * k * (band + 0.5) / config.Bands)).Sum())];
    }
}
