using Timbre.Models.Alignment.Acoustics;

namespace Timbre.Models.Alignment.Words;

/// <summary>L[t] = max over sequences of phones of log p(frames before t): how well speech fits that may say anything at all.</summary>
internal static class PhoneLoop
{
    /// <summary>
    /// Logarithm of what each phone costs: without it, many short phones would fit anything better than the words that were said.
    /// </summary>
    private const float LogPenalty = -28;

    /// <summary>The phones in the loop: all that are speech, and silence.</summary>
    public static byte[] PhonesOf(SphinxPhoneSet phones) =>
        [.. Enumerable.Range(0, phones.Names.Count).Where(phone => phones.IsSpeech(phone) || phone == phones.Silence)
            .Select(phone => (byte)phone)];

    /// <summary>L for 0 to all frames.</summary>
    /// <param name="model">Whose phones they are.</param>
    /// <param name="scores">log p of states, frame after frame.</param>
    /// <param name="statesPerFrame">States of a frame in it; the first are those of <see cref="PhonesOf"/> without context, three a
    /// phone.</param>
    public static float[] Best(SphinxAcousticModel model, ReadOnlySpan<float> scores, int statesPerFrame)
    {
        var phones = PhonesOf(model.Phones);
        var best = new float[scores.Length / statesPerFrame + 1];
        Span<float> path = stackalloc float[phones.Length * SphinxPhoneSet.States];
        path.Fill(float.NegativeInfinity);
        var exit = 0f;
        for (var t = 0; t + 1 < best.Length; t++)
        {
            var frame = scores.Slice(t * statesPerFrame, path.Length);
            var (top, nextExit) = (float.NegativeInfinity, float.NegativeInfinity);
            for (var i = 0; i < phones.Length; i++)
            {
                var phone = phones[i];
                var p = path.Slice(i * SphinxPhoneSet.States, SphinxPhoneSet.States);
                var e = frame.Slice(i * SphinxPhoneSet.States, SphinxPhoneSet.States);
                p[2] = e[2] + Math.Max(p[2] + model.LogSelfTransition(phone, 2), p[1] + model.LogExitTransition(phone, 1));
                p[1] = e[1] + Math.Max(p[1] + model.LogSelfTransition(phone, 1), p[0] + model.LogExitTransition(phone, 0));
                p[0] = e[0] + Math.Max(p[0] + model.LogSelfTransition(phone, 0), exit + LogPenalty);
                top = Math.Max(top, Math.Max(p[0], Math.Max(p[1], p[2])));
                nextExit = Math.Max(nextExit, p[2] + model.LogExitTransition(phone, 2));
            }

            best[t + 1] = top;
            exit = nextExit;
        }

        return best;
    }
}
