using System.Collections.Concurrent;
using System.Security.Cryptography;
using Timbre.Audio;
using Timbre.Audio.Measures;
using Timbre.Models.SpeakerEncoder.Network;

namespace Timbre.Models.SpeakerEncoder;

/// <summary>Says who speaks in a sound, as numbers that can be compared with those of other sounds.</summary>
/// <remarks>May be used by many threads at once; each takes some 20 MiB while it works, and as many of them are kept as there are processors.</remarks>
public sealed class Encoder
{
    /// <summary>From a shorter sound it cannot be told who speaks, in seconds.</summary>
    public const double LeastSeconds = 2;

    /// <summary>So much of a sound has to be speech beyond doubt, in seconds.</summary>
    public const double LeastSpeechSeconds = 1;

    /// <summary>What lies around such speech is mostly the rest of its words, in seconds.</summary>
    private const double AroundSeconds = 0.2;

    private static readonly Lazy<Encoder> Embedded = new(() => new Encoder(EncoderFile.ReadEmbedded()));
    private static readonly Lazy<string> EmbeddedVersion = new(HashOfEmbedded);

    private readonly ConcurrentBag<PieceEncoder> _free = [];

    internal Encoder(EncoderWeights weights) => Weights = weights;

    /// <summary>The encoder that this assembly brings; its weights are read when it is first asked for.</summary>
    public static Encoder Default => Embedded.Value;

    /// <summary>Changes with the weights of <see cref="Default"/>: embeddings of different versions cannot be compared.</summary>
    public static string Version => EmbeddedVersion.Value;

    /// <summary>Steps of training that its weights have seen.</summary>
    public int Steps => Weights.Config.Steps;

    internal EncoderWeights Weights { get; }

    /// <summary>Who speaks in the parts of a sound in which somebody does; long sounds go in pieces, and memory does not grow with them.</summary>
    /// <exception cref="SpeakerUnknownException">There is less than <see cref="LeastSeconds"/> of sound or <see cref="LeastSpeechSeconds"/> of speech.</exception>
    public SpeakerEmbedding Embed(Clip sound, CancellationToken ct = default) => Embed(sound, SpeechActivity.Detect(sound), ct);

    /// <summary>The same where it is known where somebody speaks.</summary>
    /// <inheritdoc cref="Embed(Clip, CancellationToken)"/>
    public SpeakerEmbedding Embed(Clip sound, SpeechReport speech, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(sound);
        ArgumentNullException.ThrowIfNull(speech);
        return Refuse(sound, speech) is { } refusal ? throw refusal : Use(piece => piece.Embed(sound, Widened(speech), ct));
    }

    /// <summary>The same; null where it cannot be told who speaks.</summary>
    public SpeakerEmbedding? TryEmbed(Clip sound, CancellationToken ct = default)
    {
        var speech = SpeechActivity.Detect(sound);
        return Refuse(sound, speech) is null ? Embed(sound, speech, ct) : null;
    }

    private static SpeakerUnknownException? Refuse(Clip sound, SpeechReport speech)
    {
        var seconds = speech.SpeechSeconds;
        if (seconds <= 0)
            return new SpeakerUnknownException(SpeakerUnknownReason.NoSpeech, "Nobody is heard to speak, so it cannot be told who does.");
        return sound.Seconds >= LeastSeconds && seconds >= LeastSpeechSeconds ? null : new SpeakerUnknownException(
            SpeakerUnknownReason.TooLittleSpeech,
            FormattableString.Invariant($"There is speech of {seconds:0.0} s only; who speaks can be told from a recording of {LeastSeconds:0.#} s in which somebody speaks most of the time."));
    }

    internal static List<SpeechSegment> Widened(SpeechReport speech)
    {
        var wide = new List<SpeechSegment>();
        foreach (var (start, end) in speech.Segments)
        {
            var first = Math.Max(0, start - AroundSeconds);
            var last = Math.Min(speech.TotalSeconds, end + AroundSeconds);
            if (wide.Count > 0 && first <= wide[^1].EndSeconds)
                wide[^1] = wide[^1] with { EndSeconds = last };
            else
                wide.Add(new SpeechSegment(first, last));
        }

        return wide;
    }

    /// <summary>Lends one of the free, or a new one.</summary>
    internal T Use<T>(Func<PieceEncoder, T> work)
    {
        if (!_free.TryTake(out var piece))
            piece = new PieceEncoder(Weights);
        try
        {
            return work(piece);
        }
        finally
        {
            // Stopped half-way or not, it holds nothing that the next one reads.
            if (_free.Count < Environment.ProcessorCount)
                _free.Add(piece);
        }
    }

    private static string HashOfEmbedded()
    {
        using var stream = WeightFiles.WeightFile.OpenEmbedded(EncoderFile.Embedded);
        return Convert.ToHexStringLower(SHA256.HashData(stream))[..8];
    }
}
