using Timbre.Audio;
using Timbre.Audio.Filters;

namespace Timbre.Models.Alignment.Acoustics;

/// <summary>The US English acoustic model that PocketSphinx brings, read once and evaluated here: how well each frame of a recording fits each state of each phone.</summary>
/// <remarks>
/// Only the parameters are PocketSphinx's: a recognition of free speech is its program's work, but a likelihood ratio of one word needs the same
/// frames scored under several hypotheses. About 14 MB; any number of threads may ask.
/// </remarks>
internal sealed class AcousticModel
{
    private const int MostBytes = 64 << 20;

    private static readonly Lazy<AcousticModel> Installed = new(() => Load(PocketSphinx.AcousticModel));

    private readonly Densities _densities;
    private readonly Mixtures _mixtures;
    private readonly float[] _transitions;

    private AcousticModel(PhoneSet phones, Densities densities, Mixtures mixtures, float[] transitions) =>
        (Phones, _densities, _mixtures, _transitions) = (phones, densities, mixtures, transitions);

    /// <summary>The installed model.</summary>
    /// <exception cref="Programs.MissingProgramException">It is not installed.</exception>
    /// <exception cref="InvalidDataException">It is damaged or another one.</exception>
    public static AcousticModel English => Installed.Value;

    /// <summary>Its phones.</summary>
    public PhoneSet Phones { get; }

    /// <summary>Reads the model in a folder.</summary>
    internal static AcousticModel Load(string folder)
    {
        var phones = PhoneSet.Read(Bytes("mdef"));
        var count = phones.Names.Count;
        return new AcousticModel(
            phones,
            Densities.Read(Bytes("means"), Bytes("variances"), count),
            Mixtures.Read(Bytes("sendump"), phones.Senones),
            Transitions(Bytes("transition_matrices"), count));

        byte[] Bytes(string name)
        {
            var path = Path.Combine(folder, name);
            return new FileInfo(path).Length <= MostBytes ? File.ReadAllBytes(path) : throw ModelCursor.Damaged();
        }
    }

    /// <summary>log p of staying in a state of a phone.</summary>
    public float Stay(int phone, int state) => _transitions[(phone * PhoneSet.States + state) * 2];

    /// <summary>log p of going on from a state of a phone, from the last one out of it.</summary>
    public float Leave(int phone, int state) => _transitions[(phone * PhoneSet.States + state) * 2 + 1];

    /// <summary>What the model looks at in a recording of any rate.</summary>
    /// <param name="sound">The recording.</param>
    /// <param name="warp">See <see cref="FrontEnd"/>.</param>
    public static Features Listen(Clip sound, double warp = 1) => new(new FrontEnd(warp).Of(Breathing(Resampler.Convert(sound, PocketSphinx.RateHz).Samples)));

    /// <summary>The same with noise 94 dB below full scale where there is nothing at all, as behind a noise gate: the model has never heard nothing, and the mean of all frames would not be theirs.</summary>
    private static float[] Breathing(ReadOnlySpan<float> samples)
    {
        const float Level = 3.5e-5f; // the peak of even noise of that power
        var random = new Random(1); // the same with every hearing
        var heard = samples.ToArray();
        for (var i = 0; i < heard.Length; i++)
        {
            if (heard[i] == 0)
                heard[i] = Level * (2 * random.NextSingle() - 1);
        }

        return heard;
    }

    /// <summary>log p(frame | state) for every frame and each of <paramref name="states"/>, frame after frame.</summary>
    public float[] Score(Features features, ReadOnlySpan<SharedState> states, CancellationToken ct)
    {
        if (features.Found is not { } found || found.By != _densities)
            features.Found = found = _densities.Find(features, ct);
        var count = found.Which.Length / Math.Max(1, features.Frames);
        var scores = new float[features.Frames * states.Length];
        for (var t = 0; t < features.Frames; t++)
        {
            ct.ThrowIfCancellationRequested();
            Mixtures.Frame frame = new(found.Which.AsSpan(t * count, count), found.Likely.AsSpan(t * count, count), found.Peaks.AsSpan(t * _densities.Codebooks, _densities.Codebooks));
            _mixtures.Score(states, frame, scores.AsSpan(t * states.Length, states.Length));
        }

        return scores;
    }

    /// <summary>Counts of each state's transitions to itself and to the next; there are no others.</summary>
    private static float[] Transitions(ReadOnlySpan<byte> file, int phones)
    {
        const float Least = 1e-4f;
        var cursor = new ModelCursor(file);
        cursor.Head();
        cursor.Expect(phones);
        cursor.Expect(PhoneSet.States);
        cursor.Expect(PhoneSet.States + 1);
        var size = phones * PhoneSet.States * (PhoneSet.States + 1);
        cursor.Expect(size);
        var counts = cursor.Floats(size);
        var logs = new float[phones * PhoneSet.States * 2];
        for (var row = 0; row < phones * PhoneSet.States; row++)
        {
            var state = row % PhoneSet.States;
            var (stay, leave) = (counts[row * 4 + state], counts[row * 4 + state + 1]);
            logs[row * 2] = MathF.Log(Math.Max(Least, stay / (stay + leave)));
            logs[row * 2 + 1] = MathF.Log(Math.Max(Least, leave / (stay + leave)));
        }

        return logs;
    }
}
