using Timbre.Bundles.Protocol;
using Whisper.net;

namespace Timbre.ModelHost;

/// <summary>A Whisper model in memory, run by whisper.cpp.</summary>
internal sealed class WhisperModel : IDisposable
{
    /// <summary>A step of the encoder is 20 ms.</summary>
    private const int SamplesPerStep = 320;

    private const int MaxContext = 1500;

    /// <summary>Steps beside those of the sound: with fewer the words at its end get lost (of 565 words 8.8 % wrong with 64, 8.0 % with 192
    /// and 8.1 % with all 1500).</summary>
    private const int SpareContext = 256;

    private readonly WhisperFactory _factory;
    private readonly int _threads;

    private WhisperModel(WhisperFactory factory, int threads) => (_factory, _threads) = (factory, threads);

    /// <exception cref="WhisperException">The file is not a model that whisper.cpp can run.</exception>
    public static WhisperModel Load(string path, int threads)
    {
        try
        {
            var factory = WhisperFactory.FromPath(path, new WhisperFactoryOptions { UseGpu = false });
            factory.CreateBuilder(); // loads it
            return new WhisperModel(factory, threads);
        }
        catch (WhisperModelLoadException)
        {
            throw new WhisperException("whisper.cpp cannot load it: it is damaged, or made for another version.");
        }
    }

    /// <exception cref="WhisperException">whisper.cpp has failed at it, or does not know the language.</exception>
    public Recognised Recognise(float[] samples, RecogniseRequest request)
    {
        var builder = _factory.CreateBuilder().WithThreads(_threads).WithNoContext().WithTokenTimestamps().WithProbabilities();
        if (request.Language is { } language && !WhisperFactory.GetSupportedLanguages().Contains(language))
            throw new WhisperException($"It does not know the language \"{language}\".");
        if (!request.FullContext)
            builder = builder.WithAudioContextSize(Math.Min(MaxContext, samples.Length / SamplesPerStep + SpareContext));
        builder = request.Language is null ? builder.WithLanguageDetection() : builder.WithLanguage(request.Language);
        var segments = new List<RecognisedSegment>();
        var found = request.Language ?? "";
        builder = builder.WithSegmentEventHandler(segment =>
        {
            segments.Add(Segment(segment));
            found = segment.Language;
        });
        try
        {
            using var processor = builder.Build();
            processor.Process(samples);
            return new Recognised(found, segments);
        }
        catch (WhisperProcessingException problem)
        {
            throw new WhisperException($"whisper.cpp has failed: {problem.Message}");
        }
    }

    public void Dispose() => _factory.Dispose();

    private static RecognisedSegment Segment(SegmentData segment) => new(
        segment.Start.TotalSeconds, segment.End.TotalSeconds, segment.Text, segment.NoSpeechProbability,
        [.. segment.Tokens.Where(token => !IsSpecial(token)).Select(Token)]);

    /// <summary>Marks of time and of beginnings, which are not spoken.</summary>
    private static bool IsSpecial(WhisperToken token) => token.Text is null || token.Text.StartsWith("[_", StringComparison.Ordinal);

    /// <summary>Times of tokens are hundredths of a second.</summary>
    private static RecognisedToken Token(WhisperToken token) => new(token.Text!, token.Start / 100.0, token.End / 100.0, token.Probability);
}

/// <summary>whisper.cpp cannot load or run the model; the message says why.</summary>
internal sealed class WhisperException(string message) : Exception(message);
