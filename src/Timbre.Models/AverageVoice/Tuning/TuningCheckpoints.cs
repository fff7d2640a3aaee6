using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Timbre.Models.AverageVoice.Network;
using Timbre.Models.Synthesis;

namespace Timbre.Models.AverageVoice.Tuning;

/// <summary>Writes down what a tuning has reached and finds it again, if it was of the same phrases.</summary>
/// <remarks>Fingerprint (32 bytes); the rest as <see cref="Keep"/> writes it; SHA-256 of all before. Numbers in full precision, so that what goes on is what would have been.</remarks>
internal sealed class TuningCheckpoints(ITrainingMemory? memory, byte[] fingerprint)
{
    private const int MostBytes = 128 << 20;

    /// <summary>What tells phrases from others.</summary>
    public static byte[] Fingerprint(IReadOnlyList<PhraseTargets> learnt, IReadOnlyList<PhraseTargets> held)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var phrase in learnt.Append(null).Concat(held))
        {
            hash.AppendData(MemoryMarshal.AsBytes((phrase?.Phones ?? [-1]).AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes((phrase?.Mels ?? []).AsSpan()));
        }

        return hash.GetHashAndReset();
    }

    /// <summary>What was kept; null where nothing was, or of other phrases, or only a part.</summary>
    public TuningState? Read()
    {
        using var file = memory?.Open();
        if (file is null || file.Length is < 2 * SHA256.HashSizeInBytes or > MostBytes)
            return null;
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var end = bytes.Length - SHA256.HashSizeInBytes;
        if (!bytes.AsSpan().StartsWith(fingerprint) || !SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end)))
            return null;
        using var reader = new BinaryReader(new MemoryStream(bytes, fingerprint.Length, end - fingerprint.Length));
        return Read(reader);
    }

    /// <summary>Keeps it in place of what was kept before.</summary>
    public void Keep(TuningState state)
    {
        if (memory is null)
            return;
        var body = new MemoryStream();
        body.Write(fingerprint);
        var writer = new BinaryWriter(body);
        writer.Write(state.Now.MeanF0);
        VoiceSoundFile.Write(state.Now.Config, writer);
        writer.Write(state.Curve.Count);
        foreach (var point in state.Curve)
        {
            writer.Write(point.Learnt);
            writer.Write(point.Held);
        }

        writer.Write(state.Rate);
        writer.Write(state.Step);
        writer.Write(state.LossOfPass);
        writer.Write(state.Failures);
        writer.Write(state.BestHeld);
        foreach (var numbers in state.Best.Numbers.Concat(state.Now.Numbers))
            writer.Write(MemoryMarshal.AsBytes(numbers.AsSpan()));
        state.Adam.Write(writer);
        writer.Flush();
        var hash = SHA256.HashData(body.GetBuffer().AsSpan(0, (int)body.Length));
        body.Write(hash);
        memory.Keep(body.WriteTo);
    }

    private static TuningState Read(BinaryReader reader)
    {
        var meanF0 = reader.ReadSingle();
        var config = VoiceSoundFile.ReadConfig(reader);
        var curve = new TrainingPoint[reader.ReadInt32()];
        for (var pass = 0; pass < curve.Length; pass++)
            curve[pass] = new TrainingPoint(pass, reader.ReadDouble(), reader.ReadDouble());
        var (rate, step, loss, failures, bestHeld) = (reader.ReadSingle(), reader.ReadInt32(), reader.ReadDouble(), reader.ReadInt32(), reader.ReadDouble());
        var empty = TunedNetwork.Empty(config, meanF0);
        var state = new TuningState(empty.With(numbers => VoiceSoundFile.Floats(reader, numbers.Length)), empty.With(numbers => VoiceSoundFile.Floats(reader, numbers.Length)), curve)
        {
            Rate = rate,
            Pass = curve.Length - 1,
            Step = step,
            LossOfPass = loss,
            Failures = failures,
            BestHeld = bestHeld,
        };
        state.Adam.Read(reader);
        return state;
    }
}
