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

    /// <exception cref="ProtocolException">It is impossible; the message says what.</exception>
    public static void Check(HostMessage message)
    {
        switch (message)
        {
            case HostReady ready:
                Require(ready.Isolation.Count <= MaxIsolation, "lists more than there is to be kept from");
                foreach (var kept in ready.Isolation)
                    CheckShown(kept);
                break;
            case HostFailed failed:
                CheckShown(failed.Message);
                break;
            case Recognised recognised:
                CheckShown(recognised.Language);
                foreach (var segment in recognised.Segments)
                    Check(segment);
                break;
        }
    }

    private static void Check(RecognisedSegment? segment)
    {
        Require(segment is not null, "has an empty segment");
        CheckTime(segment!.StartSeconds);
        CheckTime(segment.EndSeconds);
        CheckShare(segment.NoSpeechProbability);
        foreach (var token in segment.Tokens)
        {
            Require(token is not null, "has an empty token");
            CheckTime(token!.StartSeconds);
            CheckTime(token.EndSeconds);
            CheckShare(token.Probability);
        }
    }

    private static void CheckTime(double seconds) => Require(Math.Abs(seconds) <= MaxTimeSeconds, $"has a time of {seconds} s");

    /// <summary>Sums of 32-bit floats may be a little more than 1.</summary>
    private static void CheckShare(double value) => Require(value is >= 0 and <= 1.001, $"has a probability of {value}");

    /// <summary>It is shown on terminals and written into logs.</summary>
    private static void CheckShown(string? text) =>
        Require(text is { Length: <= MaxMessageChars } && !text.Any(char.IsControl), "has a text that cannot be shown");

    private static void Require(bool isPossible, string otherwise)
    {
        if (!isPossible)
            throw new ProtocolException($"A message {otherwise}.");
    }
}
