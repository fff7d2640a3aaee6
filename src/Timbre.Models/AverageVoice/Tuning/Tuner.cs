using Timbre.Models.AverageVoice.Network;

namespace Timbre.Models.AverageVoice.Tuning;

/// <summary>Lets a network learn how one speaker says phrases.</summary>
/// <param name="network">Whose numbers are changed in place.</param>
/// <param name="adam">What moves them.</param>
/// <param name="maxCores">Threads at once; more than four find nothing to do.</param>
internal sealed class Tuner(TunedNetwork network, Adam adam, int maxCores)
{
    /// <summary>How many phrases are learnt together.</summary>
    public const int PhrasesPerStep = 8;

    private const int Lanes = 4; // what is found is added up in so many parts, however many cores there are: the sum is the same each time

    private readonly TunedNetwork[] _found = [.. Enumerable.Range(0, Lanes).Select(_ => network.With(x => new float[x.Length]))];

    public Tuner(TunedNetwork network, int maxCores) : this(network, new Adam(network.Numbers), maxCores)
    {
    }

    /// <summary>Once over all phrases in a random order; the mean loss on the way.</summary>
    public double Learn(IReadOnlyList<PhraseTargets> phrases, Random random, float rate, CancellationToken ct)
    {
        var order = Enumerable.Range(0, phrases.Count).ToArray();
        random.Shuffle(order);
        var total = 0.0;
        foreach (var chosen in order.Chunk(PhrasesPerStep))
            total += Step([.. chosen.Select(i => phrases[i])], rate, ct) * chosen.Length / phrases.Count;
        return total;
    }

    /// <summary>One step for some phrases together; their loss before it.</summary>
    public double Step(IReadOnlyList<PhraseTargets> phrases, float rate, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var steps = (float)phrases.Sum(phrase => phrase.Steps);
        var losses = new double[Lanes];
        Parallel.For(0, Lanes, new ParallelOptions { MaxDegreeOfParallelism = maxCores, CancellationToken = ct }, lane =>
        {
            for (var i = lane; i < phrases.Count; i += Lanes)
            {
                var share = phrases[i].Steps / steps;
                losses[lane] += share * PhraseLesson.Learn(network, phrases[i], _found[lane], share).Total;
            }
        });
        adam.Step(Gather(), rate);
        return losses.Sum();
    }

    /// <summary>The mean loss over phrases, by their lengths.</summary>
    public PhraseLoss Try(IReadOnlyList<PhraseTargets> phrases)
    {
        var losses = new PhraseLoss[phrases.Count];
        Parallel.For(0, phrases.Count, new ParallelOptions { MaxDegreeOfParallelism = maxCores }, i => losses[i] = PhraseLesson.Try(network, phrases[i]));
        double Mean(Func<PhraseLoss, double> part) => losses.Zip(phrases, (loss, phrase) => part(loss) * phrase.Steps).Sum() / phrases.Sum(phrase => phrase.Steps);
        return new PhraseLoss(Mean(loss => loss.Mels), Mean(loss => loss.Slopes), Mean(loss => loss.Bands), Mean(loss => loss.Voicing), Mean(loss => loss.Lengths), Mean(loss => loss.Pitch));
    }

    /// <summary>All slopes in those of the first lane; the others' are 0 again.</summary>
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
