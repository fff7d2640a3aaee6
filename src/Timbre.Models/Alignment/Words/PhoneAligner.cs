using Timbre.Models.Alignment.Acoustics;

namespace Timbre.Models.Alignment.Words;

/// <summary>
/// When each phone of a known text is said: the best path through its phones in order, with a pause between two words where there is one.
/// </summary>
/// <remarks>
/// Viterbi over the states of phones between their neighbours, twice: the second time it is known where the pauses are, and the phones
/// beside them have other states.
/// </remarks>
internal sealed class PhoneAligner(SphinxAcousticModel model)
{
    private const int States = SphinxPhoneSet.States;
    private const float Unreachable = float.NegativeInfinity;

    /// <summary>The words said one after the other; null where the recording is too short for them.</summary>
    /// <param name="features">The recording.</param>
    /// <param name="words">The phones of each word, at least one a word.</param>
    public AlignedPhones? Align(CepstralFeatures features, IReadOnlyList<byte[]> words, CancellationToken ct)
    {
        if (words.Count == 0 || words.Sum(word => word.Length) * States > features.Frames)
            return null;
        var all = Enumerable.Repeat(true, words.Count + 1).ToArray();
        return Search(features, Chain(words, all, contexts: new bool[all.Length]), mayPass: true, ct) is { } first
            && Search(features, Chain(words, first.Pauses, first.Pauses), mayPass: false, ct) is { } second
            ? second
            : null;
    }

    /// <summary>The phones and pauses in order.</summary>
    /// <param name="words">Their phones.</param>
    /// <param name="pauses">Whether a pause stands before each word, and behind the last.</param>
    /// <param name="contexts">Whether the phones beside each of these places are said as beside a pause.</param>
    private List<ChainState> Chain(IReadOnlyList<byte[]> words, bool[] pauses, bool[] contexts)
    {
        var silence = (byte)model.Phones.Silence;
        var chain = new List<ChainState>();
        for (var i = 0; i <= words.Count; i++)
        {
            if (pauses[i])
                chain.Add(new ChainState(silence, -1, model.Phones.StatesOf(silence).ToArray()));
            if (i == words.Count)
                break;
            var word = words[i];
            for (var k = 0; k < word.Length; k++)
            {
                var before = k > 0 ? word[k - 1] : i > 0 && !contexts[i] ? words[i - 1][^1] : silence;
                var after = k < word.Length - 1 ? word[k + 1] : i < words.Count - 1 && !contexts[i + 1] ? words[i + 1][0] : silence;
                chain.Add(new ChainState(word[k], i, model.Phones.StatesOf(word[k], before, after, Place(k, word.Length)).ToArray()));
            }
        }

        return chain;
    }

    private static WordPosition Place(int k, int phones) =>
        phones == 1 ? WordPosition.Alone : k == 0 ? WordPosition.Begin : k == phones - 1 ? WordPosition.End : WordPosition.Inside;

    private AlignedPhones? Search(CepstralFeatures features, List<ChainState> chain, bool mayPass, CancellationToken ct)
    {
        var list = new StateIndex();
        foreach (var link in chain)
            list.AddNode(link.Phone, link.Senones);
        var (different, ofNodes) = (list.Different, list.OfNodes);
        var scores = model.Score(features, different, ct);
        var (frames, count) = (features.Frames, chain.Count * States);
        var from = new byte[frames * count]; // how many states back the best path to each comes from
        var (path, next) = (new float[count], new float[count]);
        Array.Fill(path, Unreachable);
        for (var t = 0; t < frames; t++)
        {
            ct.ThrowIfCancellationRequested();
            var frame = scores.AsSpan(t * different.Length, different.Length);
            for (var s = 0; s < count; s++)
            {
                var (best, back) = t == 0 ? (MayBegin(chain, s, mayPass) ? 0 : Unreachable, 0) : Into(chain, path, s, mayPass);
                next[s] = best + frame[ofNodes[s]];
                from[t * count + s] = (byte)back;
            }

            (path, next) = (next, path);
        }

        var last = mayPass && chain[^1].IsPause && path[^(States + 1)] > path[^1] ? count - 1 - States : count - 1;
        return path[last] == Unreachable ? null : Trace(chain, from, frames, last, path[last]);
    }

    private static bool MayBegin(List<ChainState> chain, int state, bool mayPass) =>
        state == 0 || (state == States && mayPass && chain[0].IsPause);

    /// <summary>The best way into a state: staying, from the one before, or over a pause that is not made.</summary>
    private (float Best, int Back) Into(List<ChainState> chain, float[] path, int s, bool mayPass)
    {
        var (link, state) = (s / States, s % States);
        var (best, back) = (path[s] + model.LogSelfTransition(chain[link].Phone, state), 0);
        if (s > 0 && path[s - 1] + model.LogExitTransition(chain[(s - 1) / States].Phone, (s - 1) % States) is var step && step > best)
            (best, back) = (step, 1);
        if (mayPass && state == 0 && link > 1 && chain[link - 1].IsPause
            && path[s - 1 - States] + model.LogExitTransition(chain[link - 2].Phone, States - 1) is var over && over > best)
            (best, back) = (over, 1 + States);
        return (best, back);
    }

    private static AlignedPhones Trace(List<ChainState> chain, byte[] from, int frames, int last, float score)
    {
        var count = chain.Count * States;
        var durations = new int[chain.Count];
        for (var (t, s) = (frames - 1, last); t >= 0; t--)
        {
            durations[s / States]++;
            s -= from[t * count + s];
        }

        var words = chain[^1].IsPause ? chain[^2].Word + 1 : chain[^1].Word + 1;
        var (pauses, pauseFrames, phoneFrames) = (new bool[words + 1], new int[words + 1],
            Enumerable.Range(0, words).Select(_ => new List<int>()).ToArray());
        for (var i = 0; i < chain.Count; i++)
        {
            if (!chain[i].IsPause)
            {
                phoneFrames[chain[i].Word].Add(durations[i]);
                continue;
            }

            var gap = i + 1 < chain.Count ? chain[i + 1].Word : words;
            (pauses[gap], pauseFrames[gap]) = (durations[i] > 0, durations[i]);
        }

        return new AlignedPhones([.. phoneFrames.Select(list => list.ToArray())], pauseFrames, pauses, score / frames);
    }

    private readonly record struct ChainState(byte Phone, int Word, ushort[] Senones)
    {
        public bool IsPause => Word < 0;
    }
}

/// <summary>
/// Where a text lies in a recording, in frames of <see cref="CepstralFrontEnd.HopSamples"/> that follow each other without a gap.
/// </summary>
/// <param name="PhoneFrames">How many frames each phone of each word takes.</param>
/// <param name="PauseFrames">How many frames the pause before each word takes, and the one behind the last; 0 where there is none.</param>
/// <param name="Pauses">Where there are any.</param>
/// <param name="Score">log p of a frame, on average.</param>
internal sealed record AlignedPhones(IReadOnlyList<int[]> PhoneFrames, IReadOnlyList<int> PauseFrames, bool[] Pauses, float Score);
