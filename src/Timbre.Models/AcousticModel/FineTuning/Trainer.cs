using Timbre.Models.AcousticModel.Network;
using Timbre.Models.Nn;

namespace Timbre.Models.AcousticModel.FineTuning;

/// <summary>Fine-tunes a network to the phrases of one speaker.</summary>
/// <param name="network">Whose numbers are changed in place.</param>
/// <param name="adam">What moves them.</param>
/// <param name="maxCores">Threads at once; more than four find nothing to do.</param>
internal sealed class Trainer(AcousticModelNetwork network, Adam adam, int maxCores)
{
    /// <summary>Number of phrases in a batch.</summary>
    public const int BatchSize = 8;

    // what is found is added up in so many parts, however many cores there are: the sum is the same each time
    private const int GradientShards = 4;

    private readonly AcousticModelNetwork[] _gradients = [.. Enumerable.Range(0, GradientShards)
        .Select(_ => network.Map(x => new float[x.Length]))];

    public Trainer(AcousticModelNetwork network, int maxCores) : this(network, new Adam(network.Parameters), maxCores)
    {
    }

    /// <summary>Trains one epoch over all phrases in random order; returns the mean loss.</summary>
    public double TrainEpoch(IReadOnlyList<PhraseTargets> phrases, Random random, float rate, CancellationToken ct)
    {
        var order = Enumerable.Range(0, phrases.Count).ToArray();
        random.Shuffle(order);
        var total = 0.0;
        foreach (var batch in order.Chunk(BatchSize))
            total += Step([.. batch.Select(i => phrases[i])], rate, ct) * batch.Length / phrases.Count;
        return total;
    }

    /// <summary>One optimiser step for a batch of phrases; returns their loss before it.</summary>
    public double Step(IReadOnlyList<PhraseTargets> phrases, float rate, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var steps = (float)phrases.Sum(phrase => phrase.Steps);
        var losses = new double[GradientShards];
        Parallel.For(0, GradientShards, new ParallelOptions { MaxDegreeOfParallelism = maxCores, CancellationToken = ct }, shard =>
        {
            for (var i = shard; i < phrases.Count; i += GradientShards)
            {
                var lossScale = phrases[i].Steps / steps;
                losses[shard] += lossScale * PhraseTraining.Backpropagate(network, phrases[i], _gradients[shard], lossScale).Total;
            }
        });
        adam.Step(SumGradients(), rate);
        return losses.Sum();
    }

    /// <summary>The mean loss over phrases, by their lengths.</summary>
    public PhraseLoss Evaluate(IReadOnlyList<PhraseTargets> phrases)
    {
        var losses = new PhraseLoss[phrases.Count];
        Parallel.For(
            0, phrases.Count, new ParallelOptions { MaxDegreeOfParallelism = maxCores },
            i => losses[i] = PhraseTraining.Evaluate(network, phrases[i]));
        double Mean(Func<PhraseLoss, double> part) =>
            losses.Zip(phrases, (loss, phrase) => part(loss) * phrase.Steps).Sum() / phrases.Sum(phrase => phrase.Steps);
        return new PhraseLoss(
            Mean(loss => loss.Spectrum), Mean(loss => loss.Delta), Mean(loss => loss.Aperiodicity), Mean(loss => loss.Voicing),
            Mean(loss => loss.Duration), Mean(loss => loss.Pitch))
        { Slope = Mean(loss => loss.Slope) };
    }

    /// <summary>Sums the gradients of all shards into those of the first; the others are set to 0.</summary>
    private float[][] SumGradients()
    {
        float[][] sum = [.. _gradients[0].Parameters];
        foreach (var other in _gradients.Skip(1))
        {
            foreach (var (to, from) in sum.Zip(other.Parameters))
            {
                Timbre.Models.Nn.VectorMath.Add(from, to);
                from.AsSpan().Clear();
            }
        }

        return sum;
    }
}
