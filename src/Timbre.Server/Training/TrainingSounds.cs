using Timbre.Audio.Formats;
using Timbre.Models.Voices.Training;
using Timbre.Server.Recordings;
using Timbre.Storage.Blobs;

namespace Timbre.Server.Training;

/// <summary>The sounds that one training reads, again and again: leased from its beginning to its end.</summary>
internal sealed class TrainingSounds : IDisposable
{
    private readonly Dictionary<string, BlobLease> _leases = [];

    private TrainingSounds()
    {
    }

    /// <exception cref="FileNotFoundException">One of the recordings was deleted meanwhile.</exception>
    public static async Task<TrainingSounds> Lease(BlobFolder blobs, IReadOnlyList<Recording> recordings, CancellationToken ct)
    {
        var sounds = new TrainingSounds();
        try
        {
            foreach (var recording in recordings)
                sounds._leases.Add(recording.Id, await blobs.Get(recording.WorkBlob, ct));
            return sounds;
        }
        catch
        {
            sounds.Dispose();
            throw;
        }
    }

    /// <summary>What a trainer learns from; its sound is read when it is asked for, not before.</summary>
    public TrainingRecording Of(Recording recording)
    {
        var lease = _leases[recording.Id];
        var limits = AudioLimits.UpTo(recording.Seconds + 1, long.MaxValue);
        return new TrainingRecording(
            recording.Name, () => WavReader.Read(lease.LocalPath, limits), recording.SpokenText, recording.Seconds);
    }

    public void Dispose()
    {
        foreach (var lease in _leases.Values)
            lease.Dispose();
    }
}
