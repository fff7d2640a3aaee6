namespace Timbre.Models.AcousticModel.FineTuning;

/// <summary>Keeps what a long training has reached, so that one that was killed goes on from there.</summary>
public interface ICheckpointStore
{
    /// <summary>Opens the last checkpoint, or null if there is none; the caller closes it.</summary>
    Stream? Open();

    /// <summary>
    /// Keeps what <paramref name="write"/> writes in place of what was kept before: all of it, or none if the process dies.
    /// </summary>
    void Save(Action<Stream> write);
}
