using Timbre.Audio;
using Timbre.Audio.Filters;

namespace Timbre.Models.Alignment.Acoustics;

/// <summary>
/// The US English acoustic model that PocketSphinx brings, read once and evaluated here: how well each frame of a recording fits each state
/// of each phone.
/// </summary>
/// <remarks>
/// Only the parameters are PocketSphinx's: a recognition of free speech is its program's work, but a likelihood ratio of one word needs the
/// same frames scored under several hypotheses. About 14 MB; any number of threads may ask.
/// </remarks>
internal sealed class SphinxAcousticModel
{
    private const int MaxBytes = 64 << 20;

    private static readonly Lazy<SphinxAcousticModel> Installed = new(() => Load(PocketSphinx.AcousticModelFolder));

    private readonly GaussianDensities _densities;
    private readonly GaussianMixtures _mixtures;
    private readonly float[] _transitions;

    private SphinxAcousticModel(SphinxPhoneSet phones, GaussianDensities densities, GaussianMixtures mixtures, float[] transitions) =>
        (Phones, _densities, _mixtures, _transitions) = (phones, densities, mixtures, transitions);

    /// <summary>The installed model.</summary>
    /// <exception cref="Programs.MissingProgramException">It is not installed.</exception>
    /// <exception cref="InvalidDataException">It is damaged or another one.</exception>
    public static SphinxAcousticModel English => Installed.Value;

    /// <summary>Its phones.</summary>
    public SphinxPhoneSet Phones { get; }

    /// <summary>Reads the model in a folder.</summary>
    internal static SphinxAcousticModel Load(string folder)
    {
        var phones = SphinxPhoneSet.Read(Bytes("mdef"));
        var count = phones.Names.Count;
        return new SphinxAcousticModel(
            phones,
            GaussianDensities.Read(Bytes("means"), Bytes("variances"), count),
            GaussianMixtures.Read(Bytes("sendump"), phones.Senones),
            Transitions(Bytes("transition_matrices"), count));

        byte[] Bytes(string name)
        {
            var path = Path.Combine(folder, name);
            return new FileInfo(path).Length <= MaxBytes ? File.ReadAllBytes(path) : throw SphinxFileReader.Damaged();
        }
    }

    /// <summary>log p of staying in a state of a phone.</summary>
    public float LogSelfTransition(int phone, int state) => _transitions[(phone * SphinxPhoneSet.States + state) * 2];

    /// <summary>log p of going on from a state of a phone, from the last one out of it.</summary>
    public float LogExitTransition(int phone, int state) => _transitions[(phone * SphinxPhoneSet.States + state) * 2 + 1];

    /// <summary>Cepstral features of a recording of any rate.</summary>
    /// <param name="sound">The recording.</param>
    /// <param name="warp">See <see cref="CepstralFrontEnd"/>.</param>
    public static CepstralFeatures ExtractFeatures(AudioClip sound, double warp =
        1) => new(new CepstralFrontEnd(warp).Of(Dither(Resampler.Convert(sound, PocketSphinx.RateHz).Samples)));

    /// <summary>
    /// The same with noise 94 dB below full scale where there is nothing at all, as behind a noise gate: the model has never heard nothing,
    /// and the mean of all frames would not be theirs.
    /// </summary>
    private static float[] Dither(ReadOnlySpan<float> samples)
    {
        const float Level = 3.5e-5f; // the peak of even noise of that power
        var random = new Random(1); // the same with every hearing
        var dithered = samples.ToArray();
        for (var i = 0; i < dithered.Length; i++)
        {
            if (dithered[i] == 0)
                dithered[i] = Level * (2 * random.NextSingle() - 1);
        }

        return dithered;
    }

    /// <summary>log p(frame | state) for every frame and each of <paramref name="states"/>, frame after frame.</summary>
    public float[] Score(CepstralFeatures features, ReadOnlySpan<SharedState> states, CancellationToken ct)
    {
        if (features.CachedDensities is not { } bestDensities || bestDensities.Model != _densities)
            features.CachedDensities = bestDensities = _densities.Find(features, ct);
        var count = bestDensities.Indices.Length / Math.Max(1, features.Frames);
        var scores = new float[features.Frames * states.Length];
        for (var t = 0; t < features.Frames; t++)
        {
            ct.ThrowIfCancellationRequested();
            GaussianMixtures.Frame frame = new(
                bestDensities.Indices.AsSpan(t * count, count), bestDensities.Likelihoods.AsSpan(t * count, count),
                bestDensities.Peaks.AsSpan(t * _densities.Codebooks, _densities.Codebooks));
            _mixtures.Score(states, frame, scores.AsSpan(t * states.Length, states.Length));
        }

        return scores;
    }

    /// <summary>Counts of each state's transitions to itself and to the next; there are no others.</summary>
    private static float[] Transitions(ReadOnlySpan<byte> file, int phones)
    {
        const float Min = 1e-4f;
        var cursor = new SphinxFileReader(file);
        cursor.Head();
        cursor.Expect(phones);
        cursor.Expect(SphinxPhoneSet.States);
        cursor.Expect(SphinxPhoneSet.States + 1);
        var size = phones * SphinxPhoneSet.States * (SphinxPhoneSet.States + 1);
        cursor.Expect(size);
        var counts = cursor.Floats(size);
        var logs = new float[phones * SphinxPhoneSet.States * 2];
        for (var row = 0; row < phones * SphinxPhoneSet.States; row++)
        {
            var state = row % SphinxPhoneSet.States;
            var (stay, leave) = (counts[row * 4 + state], counts[row * 4 + state + 1]);
            logs[row * 2] = MathF.Log(Math.Max(Min, stay / (stay + leave)));
            logs[row * 2 + 1] = MathF.Log(Math.Max(Min, leave / (stay + leave)));
        }

        return logs;
    }
}
