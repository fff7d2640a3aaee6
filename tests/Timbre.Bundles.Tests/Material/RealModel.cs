using Timbre.Audio;
using Timbre.Audio.Filters;
using Timbre.Audio.Formats;
using Timbre.Bundles.Hosting;
using Timbre.Bundles.Protocol;
using Timbre.Bundles.Store;

namespace Timbre.Bundles.Tests.Material;

/// <summary>The real Whisper model as a bundle, and a recording for it; nothing where the shared folder is not there.</summary>
public sealed class RealModel : IDisposable
{
    public const string Name = "real models";

    /// <summary>What is said in <see cref="Sentence"/>.</summary>
    public const string Said = "kids are talking by the door";

    private static readonly RecogniseRequest English = new("en");

    private readonly TemporaryFolder _folder = new();

    public RealModel()
    {
        if (WhisperFactAttribute.Model is not { } file)
            return;
        Bundle = new BundleFolder(_folder.At("models"), TimeProvider.System).Add(file, null, null, CancellationToken.None);
        Sentence = Samples(SharedFolder.At("speech", "eval", "rapid", "rav09", "03-01-01-01-01-01-09.flac"));
    }

    public Bundle Bundle { get; } = null!;

    /// <summary>Four seconds at 16 kHz.</summary>
    public float[] Sentence { get; } = [];

    /// <summary>A copy of the bundle that a test may damage.</summary>
    internal Bundle Copy(TemporaryFolder folder) =>
        new BundleFolder(folder.At("models"), TimeProvider.System).Add(Bundle.ModelPath, null, null, CancellationToken.None);

    /// <summary>The words that a host hears in the sentence, in small letters without signs.</summary>
    internal string Hear(ModelHost host, string owner = "test") => Words(host.Recognise(Sentence, English, owner, CancellationToken.None));

    /// <summary>Has a host hear half a minute: some seconds of work.</summary>
    internal Recognised HearMuch(ModelHost host, CancellationToken ct)
    {
        var samples = new float[MessagePipe.MaxSamples];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = Sentence[i % Sentence.Length];
        return host.Recognise(samples, English with { FullContext = true }, "test", ct);
    }

    public void Dispose() => _folder.Dispose();

    private static string Words(Recognised recognised) =>
        new string([.. string.Concat(recognised.Segments.Select(segment => segment.Text)).ToLowerInvariant()
            .Where(letter => char.IsAsciiLetter(letter) || letter == ' ')]).Trim();

    private static float[] Samples(string path)
    {
        using var decoded = new TemporaryFolder();
        AudioDecoder.DecodeToWav(path, decoded.At("decoded.wav"), AudioLimits.UpTo(30, 1 << 24), CancellationToken.None)
            .GetAwaiter().GetResult();
        AudioClip clip = WavReader.Read(decoded.At("decoded.wav"), AudioLimits.UpTo(30, 1 << 24));
        return Resampler.Convert(clip, MessagePipe.RateHz).Samples;
    }
}

/// <summary>Classes that run models: one after the other, since each takes memory and all cores, with one copy of the real model.</summary>
[CollectionDefinition(RealModel.Name, DisableParallelization = true)]
public sealed class RealModelGroup : ICollectionFixture<RealModel>;
