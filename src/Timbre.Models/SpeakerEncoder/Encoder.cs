using System.Globalization;
using System.Security.Cryptography;
using Timbre.Audio;
using Timbre.Audio.Measures;
using Timbre.Models.Nn;
using Timbre.Models.Nn.WeightFiles;
using Timbre.Models.SpeakerEncoder.Network;

namespace Timbre.Models.SpeakerEncoder;

/// <summary>Says who speaks in a sound, as numbers that can be compared with those of other sounds.</summary>
/// <remarks>
/// May be used by many threads at once; each takes some 20 MiB while it works, and as many of them are kept as there are processors.
/// </remarks>
public sealed class Encoder
{
    /// <summary>Minimum length of a sound, in seconds.</summary>
    public const double MinSeconds = 2;

    /// <summary>So much of a sound has to be speech beyond doubt, in seconds.</summary>
    public const double MinSpeechSeconds = 1;

    /// <summary>Padding on both sides of detected speech, in seconds: mostly the rest of its words.</summary>
    private const double PaddingSeconds = 0.2;

    private static readonly Lazy<string> EmbeddedVersion = new(HashOfEmbedded);

    private readonly ScratchPool<ChunkEncoder> _scratch;

    internal Encoder(EncoderWeights weights)
    {
        Weights = weights;
        _scratch = new ScratchPool<ChunkEncoder>(() => new ChunkEncoder(weights));
    }

    /// <summary>Changes with the weights of <see cref="Load"/>: embeddings of different versions cannot be compared.</summary>
    public static string Version => EmbeddedVersion.Value;

    /// <summary>Steps of training that its weights have seen.</summary>
    public int Steps => Weights.Config.Steps;

    internal EncoderWeights Weights { get; }

    /// <summary>Reads the weights that this assembly brings, some 5 MiB: once, by the composition root of the application.</summary>
    public static Encoder Load() => new(WeightFile.ReadEmbedded<EncoderConfig, EncoderWeights>());

    /// <summary>
    /// The speaker embedding of the speech in a sound; long sounds are cut into chunks, so that memory does not grow with them.
    /// </summary>
    /// <exception cref="SpeakerUnknownException">There is less than <see cref="MinSeconds"/> of sound or <see cref="MinSpeechSeconds"/> of
    /// speech.</exception>
    public SpeakerEmbedding Embed(AudioClip sound, CancellationToken ct = default) => Embed(sound, SpeechActivity.Detect(sound), ct);

    /// <summary>The same with speech segments that are known already.</summary>
    /// <inheritdoc cref="Embed(AudioClip, CancellationToken)"/>
    public SpeakerEmbedding Embed(AudioClip sound, SpeechReport speech, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(sound);
        ArgumentNullException.ThrowIfNull(speech);
        return CheckSpeech(sound, speech) is { } refusal
            ? throw refusal
            : _scratch.Use(encoder => encoder.Embed(sound, Widen(speech), ct));
    }

    /// <summary>The same; null if there is too little speech.</summary>
    public SpeakerEmbedding? TryEmbed(AudioClip sound, CancellationToken ct = default)
    {
        var speech = SpeechActivity.Detect(sound);
        return CheckSpeech(sound, speech) is null ? Embed(sound, speech, ct) : null;
    }

    private static SpeakerUnknownException? CheckSpeech(AudioClip sound, SpeechReport speech)
    {
        var seconds = speech.SpeechSeconds;
        if (seconds <= 0)
            return new SpeakerUnknownException(SpeakerUnknownReason.NoSpeech, "Nobody is heard to speak, so it cannot be told who does.");
        return sound.Seconds >= MinSeconds && seconds >= MinSpeechSeconds ? null : new SpeakerUnknownException(
            SpeakerUnknownReason.TooLittleSpeech,
            string.Create(
                CultureInfo.InvariantCulture,
                $"There is speech of {seconds:0.0} s only; who speaks can be told from a recording of "
                    + $"{MinSeconds:0.#} s in which somebody speaks most of the time."));
    }

    internal static List<SpeechSegment> Widen(SpeechReport speech)
    {
        var widened = new List<SpeechSegment>();
        foreach (var (start, end) in speech.Segments)
        {
            var first = Math.Max(0, start - PaddingSeconds);
            var last = Math.Min(speech.TotalSeconds, end + PaddingSeconds);
            if (widened.Count > 0 && first <= widened[^1].EndSeconds)
                widened[^1] = widened[^1] with { EndSeconds = last };
            else
                widened.Add(new SpeechSegment(first, last));
        }

        return widened;
    }

    /// <summary>Embeds stretches of a sound, whether there is speech enough in them or not.</summary>
    internal SpeakerEmbedding Embed(AudioClip sound, IReadOnlyList<SpeechSegment> stretches, CancellationToken ct) =>
        _scratch.Use(encoder => encoder.Embed(sound, stretches, ct));

    private static string HashOfEmbedded()
    {
        using var stream = WeightFile.OpenEmbedded(EncoderWeights.Format.Resource);
        return Convert.ToHexStringLower(SHA256.HashData(stream))[..8];
    }
}
