using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Timbre.Models.AcousticModel.Network;

namespace Timbre.Models.AcousticModel.FineTuning;

/// <summary>Saves the state of a fine-tuning, and reads it again if it is of the same phrases.</summary>
/// <remarks>
/// Fingerprint (32 bytes); the rest as <see cref="Save"/> writes it; SHA-256 of all before. Numbers in full precision, so that what goes on
/// is what would have been.
/// </remarks>
internal sealed class FineTuningCheckpoints(ICheckpointStore? checkpointStore, byte[] fingerprint)
{
    private const int MaxBytes = 128 << 20;
    private const int Format = 2; // part of the fingerprint, so that another version begins anew

    /// <summary>Fingerprint of the training and validation phrases.</summary>
    public static byte[] Fingerprint(IReadOnlyList<PhraseTargets> training, IReadOnlyList<PhraseTargets> validation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([Format]);
        foreach (var phrase in training.Append(null).Concat(validation))
        {
            hash.AppendData(MemoryMarshal.AsBytes((phrase?.Phones ?? [-1]).AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes((phrase?.Mels ?? []).AsSpan()));
        }

        return hash.GetHashAndReset();
    }

    /// <summary>The saved state; null if there is none, or if it is of other phrases or incomplete.</summary>
    public FineTuningState? Read()
    {
        using var file = checkpointStore?.Open();
        if (file is null || file.Length is < 2 * SHA256.HashSizeInBytes or > MaxBytes)
            return null;
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var end = bytes.Length - SHA256.HashSizeInBytes;
        if (!bytes.AsSpan().StartsWith(fingerprint) || !SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end)))
            return null;
        using var reader = new BinaryReader(new MemoryStream(bytes, fingerprint.Length, end - fingerprint.Length));
        return Read(reader);
    }

    /// <summary>Saves the state in place of the last one.</summary>
    public void Save(FineTuningState state)
    {
        if (checkpointStore is null)
            return;
        var body = new MemoryStream();
        body.Write(fingerprint);
        var writer = new BinaryWriter(body);
        writer.Write(state.Current.MeanF0);
        AcousticModelSerialization.Write(state.Current.Config, writer);
        writer.Write(state.Curve.Count);
        foreach (var point in state.Curve)
        {
            writer.Write(point.TrainingLoss);
            writer.Write(point.ValidationLoss);
        }

        writer.Write(state.LearningRate);
        writer.Write(state.Step);
        writer.Write(state.EpochLoss);
        writer.Write(state.EpochsWithoutGain);
        writer.Write(state.BestValidationLoss);
        foreach (var parameters in state.Best.Parameters.Concat(state.Current.Parameters))
            writer.Write(MemoryMarshal.AsBytes(parameters.AsSpan()));
        state.Adam.Write(writer);
        writer.Flush();
        var hash = SHA256.HashData(body.GetBuffer().AsSpan(0, (int)body.Length));
        body.Write(hash);
        checkpointStore.Save(body.WriteTo);
    }

    private static FineTuningState Read(BinaryReader reader)
    {
        var meanF0 = reader.ReadSingle();
        var config = AcousticModelSerialization.ReadConfig(reader);
        var curve = new TrainingPoint[reader.ReadInt32()];
        for (var epoch = 0; epoch < curve.Length; epoch++)
            curve[epoch] = new TrainingPoint(epoch, reader.ReadDouble(), reader.ReadDouble());
        var (rate, step, loss, epochsWithoutGain, bestValidationLoss) = (reader.ReadSingle(), reader.ReadInt32(), reader.ReadDouble(),
            reader.ReadInt32(), reader.ReadDouble());
        var empty = AcousticModelNetwork.CreateZero(config, meanF0);
        var state = new FineTuningState(
            empty.Map(parameters => AcousticModelSerialization.ReadFloats(reader, parameters.Length)),
            empty.Map(parameters => AcousticModelSerialization.ReadFloats(reader, parameters.Length)), curve)
        {
            LearningRate = rate,
            Epoch = curve.Length - 1,
            Step = step,
            EpochLoss = loss,
            EpochsWithoutGain = epochsWithoutGain,
            BestValidationLoss = bestValidationLoss,
        };
        state.Adam.Read(reader);
        return state;
    }
}
