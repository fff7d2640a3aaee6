using System.Runtime.InteropServices;

namespace Timbre.Models.BaseVoices;

/// <summary>Where the parts of a clustergen voice file lie that are read or replaced; positions are bytes from its start.</summary>
internal sealed class VoiceFileLayout
{
    private const string Magic = "CMU_FLITE_CG_VOXDATA-v2.0\0";
    private const int ChannelsKnown = 114; // F0, 25 cepstra, 25 deltas, 5 strengths of voicing, voicing: mean and deviation of each

    public required string[] States { get; init; }

    public required int[] StateOf { get; init; }

    public required int SpamAt { get; init; }

    public required int SpamEnd { get; init; }

    public required int RowsAt { get; init; }

    public required int RangesEnd { get; init; }

    public required int PostFilterAt { get; init; }

    public required int SecondSpamAt { get; init; }

    public required int Channels { get; init; }

    public required ushort[] Vectors { get; init; }

    public required float[] Low { get; init; }

    public required float[] Range { get; init; }

    public required float Warp { get; init; }

    public required float PostFilter { get; init; }

    /// <summary>A number of a cluster: low + q / 65535 · range.</summary>
    public float Value(int cluster, int channel) => Low[channel] + Vectors[cluster * Channels + channel] / (float)ushort.MaxValue * Range[channel];

    public static VoiceFileLayout Read(ReadOnlySpan<byte> file)
    {
        var at = new VoiceFileCursor(file);
        if (!at.Bytes(Magic.Length).SequenceEqual(System.Text.Encoding.ASCII.GetBytes(Magic)) || at.Int() != 1)
            throw new InvalidDataException("This is not a clustergen voice of flite 2.");
        SkipFeatures(ref at);
        at.Text();
        var states = new string[at.Count()];
        for (var i = 0; i < states.Length; i++)
            states[i] = at.Text();
        at.Bytes(16); // number of types, rate, F0 mean and deviation
        var f0Trees = at.Count();
        for (var i = 0; i < f0Trees; i++)
            at.Tree();
        var leaves = Leaves(ref at, states.Length);

        var spamAt = at.Position;
        var hasSpam = at.Int() != 0;
        if (hasSpam)
        {
            at.Tree();
            at.Tree();
        }

        var spamEnd = at.Position;
        var (channels, rows) = (at.Int(), at.Int());
        if (channels != ChannelsKnown || rows != at.Int() || rows < 1 || rows > 1 << 20)
            throw new InvalidDataException("The base voice has other channels than this version knows.");
        var rowsAt = at.Position;
        var vectors = new ushort[rows * channels];
        for (var row = 0; row < rows; row++)
            Exactly(at.Block(), MemoryMarshal.AsBytes(vectors.AsSpan(row * channels, channels)));
        if (hasSpam)
        {
            at.Bytes(8);
            at.SkipBlocks(at.Count());
        }

        var (low, range) = (new float[channels], new float[channels]);
        Exactly(at.Block(), MemoryMarshal.AsBytes(low.AsSpan()));
        Exactly(at.Block(), MemoryMarshal.AsBytes(range.AsSpan()));
        var rangesEnd = at.Position;
        SkipDurations(ref at);
        at.Int(); // whether trajectories are smoothed
        at.Block();
        at.Int();
        var warp = at.Float();
        var postFilterAt = at.Position;
        var postFilter = at.Float();
        at.Bytes(16);
        at.SkipBlocks(at.Count());
        var secondSpamAt = at.Position;
        at.Bytes(8);
        if (!at.AtEnd)
            throw new InvalidDataException("The base voice's file goes on behind its end.");

        return new VoiceFileLayout
        {
            States = states,
            StateOf = OwnersOf(leaves, rows),
            SpamAt = spamAt,
            SpamEnd = spamEnd,
            RowsAt = rowsAt,
            RangesEnd = rangesEnd,
            PostFilterAt = postFilterAt,
            SecondSpamAt = secondSpamAt,
            Channels = channels,
            Vectors = vectors,
            Low = low,
            Range = range,
            Warp = warp,
            PostFilter = postFilter,
        };
    }

    private static void SkipFeatures(ref VoiceFileCursor at)
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

    private static List<float>[] Leaves(ref VoiceFileCursor at, int states)
    {
        if (at.Count() != states)
            throw new InvalidDataException("The base voice has not one tree per state.");
        var leaves = new List<float>[states];
        for (var state = 0; state < states; state++)
            at.Tree(leaves[state] = []);
        return leaves;
    }

    private static int[] OwnersOf(List<float>[] leaves, int rows)
    {
        var owner = new int[rows];
        for (var state = 0; state < leaves.Length; state++)
        {
            foreach (var row in leaves[state])
            {
                if (row < 0 || row >= rows)
                    throw new InvalidDataException("A tree of the base voice points beyond its clusters.");
                owner[(int)row] = state;
            }
        }

        return owner;
    }

    private static void SkipDurations(ref VoiceFileCursor at)
    {
        at.Float(); // time between frames
        for (var count = at.Count(); count > 0; count--)
        {
            at.Bytes(8);
            at.Block();
        }

        at.Tree();
        for (var phones = at.Count(); phones > 0; phones--)
            at.SkipBlocks(at.Count());
    }

    private static void Exactly(ReadOnlySpan<byte> block, Span<byte> to)
    {
        if (block.Length != to.Length)
            throw new InvalidDataException("The base voice's file is damaged: a row has the wrong length.");
        block.CopyTo(to);
    }
}
