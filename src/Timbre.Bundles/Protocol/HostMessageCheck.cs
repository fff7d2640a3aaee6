namespace Timbre.Bundles.Protocol;

/// <summary>
/// What JSON cannot say of a message: entries of lists are there, times and probabilities are possible, texts for people are short. The
/// process runs native code on a file from anywhere, so whatever it says may be made up.
/// </summary>
internal static class HostMessageCheck
{
    private const int MaxMessageChars = 1000;
    private const int MaxIsolation = 16;

    /// <summary>A model may put the end of a word behind the end of the sound, which it pads; twice the window is more than any.</summary>
    private const double MaxTimeSeconds = 2 * MessagePipe.MaxSeconds;

    /// <exception cref="ProtocolException">It is impossible.</exception>
    public static void Check(HostMessage message)
    {
        var isPossible = message switch
        {
            HostReady ready => ready.Isolation.Count <= MaxIsolation && ready.Isolation.All(IsShown),
            HostFailed failed => IsShown(failed.Message),
            Recognised recognised => IsShown(recognised.Language) && recognised.Segments.All(IsPossible),
            _ => false,
        };
        if (!isPossible)
            throw new ProtocolException("A message says what cannot be.");
    }

    private static bool IsPossible(RecognisedSegment? segment) =>
        segment is not null && IsTime(segment.StartSeconds) && IsTime(segment.EndSeconds) && IsShare(segment.NoSpeechProbability)
        && segment.Tokens.All(token =>
            token is not null && IsTime(token.StartSeconds) && IsTime(token.EndSeconds) && IsShare(token.Probability));

    private static bool IsTime(double seconds) => Math.Abs(seconds) <= MaxTimeSeconds;

    private static bool IsShare(double value) => value is >= 0 and <= 1.001; // sums of 32-bit floats

    /// <summary>It is shown on terminals and written into logs.</summary>
    private static bool IsShown(string? text) => text is not null && text.Length <= MaxMessageChars && !text.Any(char.IsControl);
}
