using System.Runtime.InteropServices;
using Timbre.Models.AcousticModel;
using Timbre.Models.AcousticModel.FineTuning;
using Timbre.Models.AcousticModel.Network;
using Timbre.Models.Clustergen;
using Timbre.Models.Output;

namespace Timbre.Models.Voices;

/// <summary>
/// Parameters in a voice file: in format 1 an adapted base voice, in formats 2 and 3 a fine-tuned acoustic model. Format 2, which is only
/// read, has no sizes of the single stacks.
/// </summary>
/// <remarks>Numbers of a network are kept in half precision, as those of the average voice are.</remarks>
internal static class VoiceParametersFile
{
    private const int ClustergenFormat = 1, UniformModelFormat = 2, AcousticModelFormat = 3;
    private const int MaxEpochs = 1000;

    /// <summary>True if this version reads a format.</summary>
    public static bool IsKnown(int version) => version is ClustergenFormat or UniformModelFormat or AcousticModelFormat;

    /// <summary>The format that a sound is written in.</summary>
    public static int VersionOf(VoiceParameters sound) => sound is ClustergenParameters ? ClustergenFormat : AcousticModelFormat;

    /// <summary>A network as it will be read again.</summary>
    public static AcousticModelNetwork RoundToHalf(AcousticModelNetwork network) =>
        network.Map(parameters => Array.ConvertAll(parameters, number => (float)(Half)number));

    public static void Write(VoiceModel model, BinaryWriter body)
    {
        if (model.Parameters is ClustergenParameters clustergen)
        {
            body.Write(clustergen.BaseVoice);
            Span<double> prosody = [clustergen.Prosody.MeanHz, clustergen.Prosody.DeviationHz, clustergen.Prosody.DurationScale];
            body.Write(MemoryMarshal.AsBytes(prosody));
            Write(model.OutputStage, body);
            body.Write(MemoryMarshal.AsBytes(clustergen.Transform.Dynamics.AsSpan()));
            body.Write(MemoryMarshal.AsBytes(clustergen.Transform.Offsets.AsSpan()));
            return;
        }

        Write(model.OutputStage, body);
        Write(model.Curve, body);
        Write((AcousticModelParameters)model.Parameters, body);
    }

    /// <exception cref="InvalidDataException">There is no such voice.</exception>
    public static (OutputStage Finish, IReadOnlyList<TrainingPoint> Curve, VoiceParameters Sound) Read(int version, BinaryReader body)
    {
        if (version != ClustergenFormat)
            return (ReadOutputStage(body), ReadCurve(body), ReadAcousticModel(version, body));
        var baseVoice = body.ReadString();
        if (!BaseVoiceCache.IsKnown(baseVoice))
            throw new InvalidDataException("The voice file does not hold what its format promises.");
        var prosody = new ProsodyTarget(body.ReadDouble(), body.ReadDouble(), body.ReadDouble());
        var outputStage = ReadOutputStage(body);
        return (outputStage, [],
            new ClustergenParameters(
                baseVoice, prosody, new ClusterTransform(Floats(body, ClusterVoice.Size), Floats(body, ClusterTransform.OffsetCount))));
    }

    private static void Write(OutputStage outputStage, BinaryWriter body)
    {
        body.Write(outputStage.Gain);
        body.Write(outputStage.CornerHz);
        body.Write(outputStage.LowFrequencyGain);
    }

    private static OutputStage ReadOutputStage(BinaryReader body) => new(body.ReadSingle(), body.ReadDouble(), body.ReadSingle());

    private static void Write(AcousticModelParameters sound, BinaryWriter body)
    {
        var (config, conditioning) = (sound.Network.Config, sound.Conditioning);
        AcousticModelSerialization.Write(config, body);
        body.Write(MemoryMarshal.AsBytes(conditioning.Code.AsSpan()));
        Span<double> prosodyStatistics = [conditioning.MeanLogF0, conditioning.DeviationLogF0, conditioning.SpeakingRate];
        body.Write(MemoryMarshal.AsBytes(prosodyStatistics));
        body.Write(MemoryMarshal.AsBytes(conditioning.Spectrum.AsSpan()));
        foreach (var parameters in sound.Network.Parameters)
            body.Write(MemoryMarshal.AsBytes(Array.ConvertAll(parameters, number => (Half)number).AsSpan()));
    }

    private static AcousticModelParameters ReadAcousticModel(int version, BinaryReader body)
    {
        var config = version == UniformModelFormat
            ? AcousticModelSerialization.ReadUniformConfig(body)
            : AcousticModelSerialization.ReadConfig(body);
        var conditioning = new SpeakerConditioning(
            Floats(body, config.Code), body.ReadDouble(), body.ReadDouble(), body.ReadDouble(), Floats(body, config.Mels));
        if (!double.IsFinite(conditioning.MeanLogF0 + conditioning.DeviationLogF0 + conditioning.SpeakingRate))
            throw new InvalidDataException("The voice file does not hold what its format promises.");
        return new AcousticModelParameters(
            conditioning,
            AcousticModelNetwork.CreateZero(config, conditioning.ToVector()[config.Code])
                .Map(parameters => Halves(body, parameters.Length)));
    }

    private static void Write(IReadOnlyList<TrainingPoint> curve, BinaryWriter body)
    {
        body.Write(curve.Count);
        foreach (var point in curve)
        {
            body.Write(point.TrainingLoss);
            body.Write(point.ValidationLoss);
        }
    }

    private static TrainingPoint[] ReadCurve(BinaryReader body)
    {
        var count = body.ReadInt32();
        if (count is < 0 or > MaxEpochs)
            throw new InvalidDataException("The voice file does not hold what its format promises.");
        var curve = new TrainingPoint[count];
        for (var epoch = 0; epoch < count; epoch++)
            curve[epoch] = new TrainingPoint(epoch, body.ReadDouble(), body.ReadDouble());
        return curve;
    }

    private static float[] Floats(BinaryReader body, int count) => AcousticModelSerialization.ReadFloats(body, count);

    private static float[] Halves(BinaryReader body, int count)
    {
        var halves = new Half[count];
        body.BaseStream.ReadExactly(MemoryMarshal.AsBytes(halves.AsSpan()));
        return Array.ConvertAll(halves, half => (float)half);
    }
}
