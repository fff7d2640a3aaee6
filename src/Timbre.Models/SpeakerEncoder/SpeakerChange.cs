using Timbre.Audio;
using Timbre.Audio.Measures;

namespace Timbre.Models.SpeakerEncoder;

/// <summary>The likeliest change of speaker in a recording: the boundary with the least similar parts before and after it.</summary>
/// <param name="LogLikelihoodRatio">How much likelier both parts are one speaker's than two speakers', as a natural logarithm.</param>
/// <param name="StartSeconds">Where the shorter part begins.</param>
/// <param name="EndSeconds">Where it ends.</param>
/// <remarks>
/// The speech is cut into blocks of 2.5 s or more, each of which is embedded; every place between two blocks is tried, two blocks or more
/// on either side.
/// </remarks>
public sealed record SpeakerChange(double LogLikelihoodRatio, double StartSeconds, double EndSeconds)
{
    private const double MinBlockSeconds = 2.5;
    private const int MinBlocks = 2, MaxBlocks = 24;

    /// <summary>The likeliest change; null where there is too little speech for two parts.</summary>
    public static SpeakerChange? Of(Encoder encoder, AudioClip sound, SpeechReport speech, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(sound);
        ArgumentNullException.ThrowIfNull(speech);
        var stretches = Encoder.Widen(speech);
        var total = stretches.Sum(stretch => stretch.Seconds);
        var count = Math.Min(MaxBlocks, (int)(total / MinBlockSeconds));
        if (count < 2 * MinBlocks)
            return null;

        var blocks = Blocks(stretches, total / count, count);
        var embeddings = blocks.Select(block => encoder.Embed(sound, block, ct)).ToList();
        var comparer = new SpeakerComparer(encoder);
        return Enumerable.Range(MinBlocks, count - (2 * MinBlocks) + 1).Select(At).MinBy(change => change.LogLikelihoodRatio);

        SpeakerChange At(int split)
        {
            var (before, after) = (EmbeddingSum.Of(embeddings.Take(split)).Profile(), EmbeddingSum.Of(embeddings.Skip(split)).Profile());
            var (start, end) = 2 * split <= count
                ? (blocks[0][0].StartSeconds, blocks[split - 1][^1].EndSeconds)
                : (blocks[split][0].StartSeconds, blocks[^1][^1].EndSeconds);
            return new SpeakerChange(comparer.Compare(before, after).LogLikelihoodRatio, start, end);
        }
    }

    /// <summary>Stretches cut into so many blocks of as many seconds each.</summary>
    private static List<List<SpeechSegment>> Blocks(IEnumerable<SpeechSegment> stretches, double blockSeconds, int count)
    {
        const double nothing = 0.02;
        List<List<SpeechSegment>> blocks = [[]];
        var room = blockSeconds;
        foreach (var stretch in stretches)
        {
            var at = stretch.StartSeconds;
            while (stretch.EndSeconds - at > nothing)
            {
                var isLast = blocks.Count == count;
                var end = isLast ? stretch.EndSeconds : Math.Min(stretch.EndSeconds, at + room);
                blocks[^1].Add(new SpeechSegment(at, end));
                room -= end - at;
                at = end;
                if (room > nothing || isLast)
                    continue;
                blocks.Add([]);
                room = blockSeconds;
            }
        }

        return blocks;
    }
}
