using Timbre.Models.AverageVoice.Network;

namespace Timbre.Models.AverageVoice.Tuning;

/// <summary>Lets a network learn how one speaker says phrases.</summary>
/// <param name="network">Whose numbers are changed in place.</param>
/// <param name="maxCores">Threads at once.</param>
internal sealed class Tuner(TunedNetwork network, int maxCores)
{
    private const int PhrasesPerStep = 8;

    private readonly TunedNetwork[] _found = [.. Enumerable.Range(0, maxCores).Select(_ => network.With(x => new float[x.Length]))];
    private readonly Adam _adam = new(network.Numbers);

    /// <summary>Once over all phrases in a random order; the mean loss on the way.</summary>
    public double Learn(IReadOnlyList<PhraseTargets> phrases, Random random, float rate, CancellationToken ct)
    {
        var order = Enumerable.Range(0, phrases.Count).ToArray();
        random.Shuffle(order);
        var total = 0.0;
        foreach (var chosen in order.Chunk(PhrasesPerStep))
        {
            ct.ThrowIfCancellationRequested();
            var steps = (float)chosen.Sum(i => phrases[i].Steps);
            var losses = new double[maxCores];
            Parallel.For(0, maxCores, new ParallelOptions { MaxDegreeOfParallelism = maxCores, CancellationToken = ct }, core =>
            {
                for (var i = core; i < chosen.Length; i += maxCores) // always the same phrases on the same core: the sum is the same each time
                {
                    var share = phrases[chosen[i]].Steps / steps;
                    losses[core] += share * PhraseLesson.Learn(network, phrases[chosen[i]], _found[core], share).Total;
                }
            });
            total += losses.Sum() * chosen.Length / phrases.Count;
            _adam.Step(Gather(), rate);
        }

        return total;
    }

    /// <summary>The mean loss over phrases, by their lengths.</summary>
    public PhraseLoss Try(IReadOnlyList<PhraseTargets> phrases)
    {
        var losses = new PhraseLoss[phrases.Count];
        Parallel.For(0, phrases.Count, new ParallelOptions { MaxDegreeOfParallelism = maxCores }, i => losses[i] = PhraseLesson.Try(network, phrases[i]));
        double Mean(Func<PhraseLoss, double> part) => losses.Zip(phrases, (loss, phrase) => part(loss) * phrase.Steps).Sum() / phrases.Sum(phrase => phrase.Steps);
        return new PhraseLoss(Mean(loss => loss.Mels), Mean(loss => loss.Slopes), Mean(loss => loss.Bands), Mean(loss => loss.Voicing), Mean(loss => loss.Lengths), Mean(loss => loss.Pitch));
    }

    /// <summary>All slopes in those of the first core; the others' are 0 again.</summary>
    private float[][] Gather()
    {
        float[][] sum = [.. _found[0].Numbers];
        foreach (var other in _found.Skip(1))
        {
            foreach (var (to, from) in sum.Zip(other.Numbers))
            {
                Layers.Lanes.Add(from, to);
                from.AsSpan().Clear();
            }
        }

        return sum;
    }
}
