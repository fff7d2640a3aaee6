using System.Runtime.InteropServices;
using Timbre.Audio;
using Timbre.Models.Utterances;

namespace Timbre.Models.Clustergen.VoiceFiles;

/// <summary>
/// What a clustergen voice file holds: trees, the clusters that they choose from, how long states last, filters of the excitation.
/// </summary>
internal sealed class ClustergenFile
{
    private const string Magic = "CMU_FLITE_CG_VOXDATA-v2.0\0";

    /// <summary>Bands of the excitation.</summary>
    public const int Bands = 5;

    private const int ChannelsKnown = 114; // F0, 25 cepstra, 25 deltas, 5 strengths of voicing, voicing: mean and deviation of each

    public required string[] States { get; init; }

    public required int[] StateOf { get; init; }

    /// <summary>Mean of the F0 that the trees know, in Hz.</summary>
    public required float F0Mean { get; init; }

    /// <summary>Its deviation, in Hz.</summary>
    public required float F0Deviation { get; init; }

    /// <summary>F0 in Hz of a frame, for each state.</summary>
    public required DecisionTree[] F0Trees { get; init; }

    /// <summary>Number of the cluster that a frame is of, for each state.</summary>
    public required DecisionTree[] ClusterTrees { get; init; }

    /// <summary>Deviation of a state's duration from its mean, in standard deviations.</summary>
    public required DecisionTree DurationTree { get; init; }

    /// <summary>Of each state.</summary>
    public required StateDuration[] StateDurations { get; init; }

    /// <summary>The three states of each phone, in order.</summary>
    public required IReadOnlyDictionary<string, int[]> StatesOfPhone { get; init; }

    /// <summary>Impulse responses of the bands that strengths of voicing are given for.</summary>
    public required double[][] ExcitationFilters { get; init; }

    public required int Channels { get; init; }

    public required ushort[] Vectors { get; init; }

    public required float[] Low { get; init; }

    public required float[] Range { get; init; }

    public required float Warp { get; init; }

    public required float PostFilter { get; init; }

    /// <summary>A number of a cluster: low + q / 65535 · range.</summary>
    public float Value(int cluster, int channel) =>
        Low[channel] + Vectors[cluster * Channels + channel] / (float)ushort.MaxValue * Range[channel];

    public static ClustergenFile Read(ReadOnlySpan<byte> file)
    {
        var at = new ClustergenFileReader(file);
        if (!at.Bytes(Magic.Length).SequenceEqual(System.Text.Encoding.ASCII.GetBytes(Magic)) || at.Int() != 1)
            throw new InvalidDataException("This is not a clustergen voice of flite 2.");
        SkipFeatures(ref at);
        at.Text();
        var states = at.Texts();
        at.Bytes(8); // number of types, rate
        var (f0Mean, f0Deviation) = (at.Float(), at.Float());
        var f0Trees = OnePerState(ref at, states.Length);
        var clusterTrees = OnePerState(ref at, states.Length);
        var (channels, vectors) = ReadVectors(ref at);
        var rows = vectors.Length / channels;
        var (low, range) = ReadScale(ref at, channels);
        var lengths = ReadLengths(ref at, states);
        var durationTree = at.Tree();
        var statesOfPhone = StatesOfPhones(ref at, states);
        at.Int(); // whether trajectories are smoothed
        at.Block();
        at.Int();
        var warp = at.Float();
        var postFilter = at.Float();
        at.Bytes(4);
        var filters = ReadExcitation(ref at);
        at.Bytes(8);
        if (!at.AtEnd)
            throw new InvalidDataException("The base voice's file goes on behind its end.");

        return new ClustergenFile
        {
            States = states,
            StateOf = OwnersOf(clusterTrees, rows),
            F0Mean = f0Mean,
            F0Deviation = f0Deviation,
            F0Trees = f0Trees,
            ClusterTrees = clusterTrees,
            DurationTree = durationTree,
            StateDurations = lengths,
            StatesOfPhone = statesOfPhone,
            ExcitationFilters = filters,
            Channels = channels,
            Vectors = vectors,
            Low = low,
            Range = range,
            Warp = warp,
            PostFilter = postFilter,
        };
    }

    /// <summary>The quantised vectors of all clusters, [clusters, channels].</summary>
    private static (int Channels, ushort[] Vectors) ReadVectors(ref ClustergenFileReader at)
    {
        var hasSpam = at.Int() != 0;
        if (hasSpam)
            at.Trees(2);

        var (channels, rows) = (at.Int(), at.Int());
        if (channels != ChannelsKnown || rows != at.Int() || rows < 1 || rows > 1 << 20)
            throw new InvalidDataException("The base voice has other channels than this version knows.");
        var vectors = new ushort[rows * channels];
        for (var row = 0; row < rows; row++)
            Exactly(at.Block(), MemoryMarshal.AsBytes(vectors.AsSpan(row * channels, channels)));
        if (hasSpam)
        {
            at.Bytes(8);
            at.SkipBlocks(at.Count());
        }

        return (channels, vectors);
    }

    /// <summary>Minimum and range of each channel, which undo the quantisation; the frames' hop behind them is checked.</summary>
    private static (float[] Low, float[] Range) ReadScale(ref ClustergenFileReader at, int channels)
    {
        var (low, range) = (new float[channels], new float[channels]);
        Exactly(at.Block(), MemoryMarshal.AsBytes(low.AsSpan()));
        Exactly(at.Block(), MemoryMarshal.AsBytes(range.AsSpan()));
        return Math.Abs(at.Float() - Framing.HopSeconds) <= 1e-6
            ? (low, range)
            : throw new InvalidDataException("The base voice has frames of another length than this version knows.");
    }

    private static void SkipFeatures(ref ClustergenFileReader at)
    {
        while (at.Text() is var name)
        {
            var value = at.Text();
            if (name == "end_of_features")
                return;
            // Only voices of one model each, and of the plain number format: what Debian's flite has built in.
            if (name is "num_dur_models" or "num_param_models" or "num_f0_models" or "model_shape" && value != "1")
                throw new InvalidDataException($"The base voice has {name} {value}, which this version does not know.");
        }
    }

    private static DecisionTree[] OnePerState(ref ClustergenFileReader at, int states) =>
        at.Count() == states ? at.Trees(states) : throw new InvalidDataException("The base voice has not one tree per state.");

    private static int[] OwnersOf(DecisionTree[] trees, int rows)
    {
        var owner = new int[rows];
        for (var state = 0; state < trees.Length; state++)
        {
            foreach (var row in trees[state].Leaves)
            {
                if (row < 0 || row >= rows)
                    throw new InvalidDataException("A tree of the base voice points beyond its clusters.");
                owner[(int)row] = state;
            }
        }

        return owner;
    }

    private static StateDuration[] ReadLengths(ref ClustergenFileReader at, string[] states)
    {
        var byName = new Dictionary<string, StateDuration>();
        for (var count = at.Count(); count > 0; count--)
        {
            var length = new StateDuration(at.Float(), at.Float());
            byName[at.Text()] = length;
        }

        return [.. states.Select(state =>
            byName.TryGetValue(state, out var length)
                ? length
                : throw new InvalidDataException($"The base voice does not know how long {state} lasts."))];
    }

    private static Dictionary<string, int[]> StatesOfPhones(ref ClustergenFileReader at, string[] states)
    {
        var index = states.Select((state, i) => (state, i)).ToDictionary(pair => pair.state, pair => pair.i);
        var phones = new Dictionary<string, int[]>();
        for (var count = at.Count(); count > 0; count--)
        {
            var names = at.Texts();
            if (names.Length == 1 + StateTiming.StatesPerPhone)
                phones[names[0]] = [.. names[1..].Select(name =>
                    index.TryGetValue(name, out var i)
                        ? i
                        : throw new InvalidDataException("A phone of the base voice has a state without a tree."))];
        }

        return phones;
    }

    private static double[][] ReadExcitation(ref ClustergenFileReader at)
    {
        var (mixed, bands, taps) = (at.Int(), at.Int(), at.Int());
        if (mixed != 1 || bands != Bands || at.Count() != Bands || taps is < 1 or > 1024)
            throw new InvalidDataException("The base voice has another excitation than this version knows.");
        var filters = new double[Bands][];
        for (var band = 0; band < Bands; band++)
            Exactly(at.Block(), MemoryMarshal.AsBytes((filters[band] = new double[taps]).AsSpan()));
        return filters;
    }

    private static void Exactly(ReadOnlySpan<byte> block, Span<byte> to)
    {
        if (block.Length != to.Length)
            throw new InvalidDataException("The base voice's file is damaged: a row has the wrong length.");
        block.CopyTo(to);
    }
}

/// <summary>Duration of a state in seconds.</summary>
internal readonly record struct StateDuration(float Mean, float Deviation);
