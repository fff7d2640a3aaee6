using System.Text.Json;

namespace Timbre.Models.Tests.QualityEstimator;

/// <summary>
/// Sounds that a formula makes, and what PyTorch says of them with the weights of models: a golden.json, which a recipe's golden.py wrote.
/// </summary>
internal sealed record GoldenSounds(int Step, IReadOnlyList<GoldenSounds.Sound> Cases, IReadOnlyList<GoldenSounds.Pair>? Pairs = null)
{
    public const int RateHz = 16000;

    private static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static GoldenSounds Read(string of = "QualityEstimator") =>
        JsonSerializer.Deserialize<GoldenSounds>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, of, "golden.json")), Names)!;

    /// <summary>
    /// Two of the speaker encoder's sounds, by their numbers: the cosine of their embeddings, and the log-likelihood ratio.
    /// </summary>
    internal sealed record Pair(int A, int B, double Cosine, double Ratio);

    /// <summary>
    /// The formula stands in training/quality/sounds.py; scores are what PyTorch says in single precision, exact what it says in double
    /// precision.
    /// </summary>
    internal sealed record Sound(
        string Name, double Seconds, double Gain, double Beat, double From, double To, int Harmonics, double Noise, double Offset,
        double Ceiling, double Step, uint Seed, double[] Scores, double[] Exact)
    {
        public float[] Samples()
        {
            var samples = new float[(int)Math.Round(Seconds * RateHz)];
            var state = Seed;
            for (var n = 0; n < samples.Length; n++)
            {
                var t = (double)n / RateHz;
                var phase = 2 * Math.PI * ((From * t) + ((To - From) * t * t / (2 * Seconds)));
                var beat = Beat > 0 ? 0.5 - (0.5 * Math.Cos(2 * Math.PI * Beat * t)) : 1;
                var voice = Enumerable.Range(1, Harmonics).Sum(k => Math.Sin(k * phase) / k);
                state = unchecked((1664525 * state) + 1013904223);
                var sample = Math.Clamp((Gain * beat * voice) + (Noise * ((state / 2147483648.0) - 1)) + Offset, -Ceiling, Ceiling);
                samples[n] = (float)(Step > 0 ? Math.Round(sample / Step) * Step : sample);
            }

            return samples;
        }
    }
}
