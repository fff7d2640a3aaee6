using System.Runtime.InteropServices;
using Timbre.Models.AverageVoice;
using Timbre.Models.AverageVoice.Network;
using Timbre.Models.BaseVoices;

namespace Timbre.Models.Synthesis;

/// <summary>What a voice file holds of a speaker's sound: in format 1 a bent base voice, in format 2 a tuned average voice.</summary>
/// <remarks>Numbers of a network are kept in half precision, as those of the average voice are.</remarks>
internal static class VoiceSoundFile
{
    private const int Bent = 1, Tuned = 2;
    private const int MostPasses = 1000;

    /// <summary>Whether this version reads a format.</summary>
    public static bool IsKnown(int version) => version is Bent or Tuned;

    /// <summary>The format that a sound is written in.</summary>
    public static int VersionOf(VoiceSound sound) => sound is BentSound ? Bent : Tuned;

    /// <summary>A network as it will be read again.</summary>
    public static TunedNetwork AsKept(TunedNetwork network) => network.With(numbers => Array.ConvertAll(numbers, number => (float)(Half)number));

    public static void Write(VoiceModel model, BinaryWriter body)
    {
        if (model.Sound is BentSound bent)
        {
            body.Write(bent.BaseVoice);
            Span<double> prosody = [bent.Prosody.MeanHz, bent.Prosody.DeviationHz, bent.Prosody.Stretch];
            body.Write(MemoryMarshal.AsBytes(prosody));
            Write(model.Finish, body);
            body.Write(MemoryMarshal.AsBytes(bent.Shape.Dynamics.AsSpan()));
            body.Write(MemoryMarshal.AsBytes(bent.Shape.Offsets.AsSpan()));
            return;
        }

        Write(model.Finish, body);
        Write(model.Curve, body);
        Write((TunedSound)model.Sound, body);
    }

    /// <exception cref="InvalidDataException">There is no such voice.</exception>
    public static (Finish Finish, IReadOnlyList<TrainingPoint> Curve, VoiceSound Sound) Read(int version, BinaryReader body)
    {
        if (version == Tuned)
            return (ReadFinish(body), ReadCurve(body), ReadTuned(body));
        var baseVoice = body.ReadString();
        if (!BaseVoiceShelf.IsKnown(baseVoice))
            throw new InvalidDataException("The voice file does not hold what its format promises.");
        var prosody = new Prosody(body.ReadDouble(), body.ReadDouble(), body.ReadDouble());
        var finish = ReadFinish(body);
        return (finish, [], new BentSound(baseVoice, prosody, new VoiceShape(Floats(body, ClusterVoice.Size), Floats(body, VoiceShape.OffsetCount))));
    }

    private static void Write(Finish finish, BinaryWriter body)
    {
        body.Write(finish.Gain);
        body.Write(finish.CornerHz);
        body.Write(finish.RumbleLeft);
    }

    private static Finish ReadFinish(BinaryReader body) => new(body.ReadSingle(), body.ReadDouble(), body.ReadSingle());

    private static void Write(TunedSound sound, BinaryWriter body)
    {
        var (config, traits) = (sound.Network.Config, sound.Traits);
        Write(config, body);
        body.Write(MemoryMarshal.AsBytes(traits.Embedding.AsSpan()));
        Span<double> manner = [traits.MeanLogF0, traits.DeviationLogF0, traits.Pace];
        body.Write(MemoryMarshal.AsBytes(manner));
        body.Write(MemoryMarshal.AsBytes(traits.Spectrum.AsSpan()));
        foreach (var numbers in sound.Network.Numbers)
            body.Write(MemoryMarshal.AsBytes(Array.ConvertAll(numbers, number => (Half)number).AsSpan()));
    }

    private static TunedSound ReadTuned(BinaryReader body)
    {
        var config = ReadConfig(body);
        var traits = new SpeakerTraits(Floats(body, config.Embedding), body.ReadDouble(), body.ReadDouble(), body.ReadDouble(), Floats(body, config.Mels));
        if (!double.IsFinite(traits.MeanLogF0 + traits.DeviationLogF0 + traits.Pace))
            throw new InvalidDataException("The voice file does not hold what its format promises.");
        return new TunedSound(traits, TunedNetwork.Empty(config, traits.Told()[config.Embedding]).With(numbers => Halves(body, numbers.Length)));
    }

    private static void Write(IReadOnlyList<TrainingPoint> curve, BinaryWriter body)
    {
        body.Write(curve.Count);
        foreach (var point in curve)
        {
            body.Write(point.Learnt);
            body.Write(point.Held);
        }
    }

    private static TrainingPoint[] ReadCurve(BinaryReader body)
    {
        var count = body.ReadInt32();
        if (count is < 0 or > MostPasses)
            throw new InvalidDataException("The voice file does not hold what its format promises.");
        var curve = new TrainingPoint[count];
        for (var pass = 0; pass < count; pass++)
            curve[pass] = new TrainingPoint(pass, body.ReadDouble(), body.ReadDouble());
        return curve;
    }

    /// <summary>The sizes of a network.</summary>
    public static void Write(AverageConfig config, BinaryWriter body)
    {
        int[] sizes = [config.Phones, config.Contexts, config.Embedding, config.Mels, config.Bands, config.Width, config.Inner, config.Voice, config.Steps];
        body.Write(MemoryMarshal.AsBytes(sizes.AsSpan()));
    }

    /// <summary>The same again.</summary>
    /// <exception cref="InvalidDataException">No network has them.</exception>
    public static AverageConfig ReadConfig(BinaryReader body)
    {
        var sizes = new int[9];
        body.BaseStream.ReadExactly(MemoryMarshal.AsBytes(sizes.AsSpan()));
        var config = new AverageConfig(sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5], sizes[6], sizes[7], sizes[8]);
        return config.IsPossible ? config : throw new InvalidDataException("The voice file does not hold what its format promises.");
    }

    /// <summary>As many numbers of 4 bytes.</summary>
    public static float[] Floats(BinaryReader body, int count)
    {
        var numbers = new float[count];
        body.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }

    private static float[] Halves(BinaryReader body, int count)
    {
        var halves = new Half[count];
        body.BaseStream.ReadExactly(MemoryMarshal.AsBytes(halves.AsSpan()));
        return Array.ConvertAll(halves, half => (float)half);
    }
}
