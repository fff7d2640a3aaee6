using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Timbre.Bundles.Protocol;

namespace Timbre.Models.Transcription.Recognisers;

/// <summary>Leaves out what a model of Whisper's kind writes where nothing is said: marks, loops, sentences from nowhere.</summary>
/// <remarks>Bounds of compression, probability and "no speech": Radford et al. 2022, section 4.5.</remarks>
internal static partial class HallucinationFilter
{
    /// <summary>Text that repeats itself shrinks to less than the inverse of this.</summary>
    private const double MaxCompression = 2.4;

    private const double MaxNoSpeech = 0.6;
    private const double MinMeanLogProbability = -1;

    /// <summary>Nobody says more words in a second.</summary>
    private const double MaxWordsPerSecond = 8;

    /// <summary>The segments that somebody has likely said.</summary>
    public static IReadOnlyList<RecognisedSegment> Keep(IReadOnlyList<RecognisedSegment> segments)
    {
        var kept = segments.Select(segment => segment with { Text = Mark().Replace(segment.Text, " ").Trim() })
            .Where(segment => segment.Text.Any(char.IsLetterOrDigit) && IsSpoken(segment)).ToList();
        // a loop may run over several segments
        return Compression(string.Join(' ', kept.Select(segment => segment.Text))) > MaxCompression ? [] : kept;
    }

    private static bool IsSpoken(RecognisedSegment segment)
    {
        var words = segment.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        var mean = segment.Tokens.Count == 0 ? 0
            : segment.Tokens.Average(token => Math.Log(Math.Max(token.Probability, 1e-6)));
        return !(segment.NoSpeechProbability > MaxNoSpeech && mean < MinMeanLogProbability)
            && words <= 1 + MaxWordsPerSecond * (segment.EndSeconds - segment.StartSeconds);
    }

    /// <summary>How many times longer a text is than what zlib makes of it; a short text does not shrink.</summary>
    internal static double Compression(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var shrunk = new MemoryStream();
        using (var zlib = new ZLibStream(shrunk, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(bytes);
        return (double)bytes.Length / shrunk.Length;
    }

    /// <summary>[BLANK_AUDIO], (music), *laughs*, ♪ and the like: what is heard, not what is said.</summary>
    [GeneratedRegex(@"\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|[♪♫]+")]
    private static partial Regex Mark();
}
