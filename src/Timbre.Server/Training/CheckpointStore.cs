using Timbre.Models.AcousticModel.FineTuning;
using Timbre.Storage;

namespace Timbre.Server.Training;

/// <summary>
/// A build's checkpoint, among the voice's own files: it goes when the voice goes, and the sweep finds what a build left that never ended.
/// </summary>
internal sealed class CheckpointStore(BlobFolder blobs, string voiceId, int build) : ICheckpointStore
{
    private readonly string _name = $"{voiceId}/build-{build}.checkpoint";

    public Stream? Open()
    {
        try
        {
            return File.OpenRead(blobs.PathOf(_name));
        }
        catch (Exception nothing) when (nothing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public void Save(Action<Stream> write)
    {
        var path = Written(write);
        if (!blobs.Replace(path, _name))
            File.Delete(path); // the voice was deleted, and who trains it will hear of that
    }

    /// <summary>When the voice is there, nobody needs it.</summary>
    public void Forget()
    {
        if (File.Exists(blobs.PathOf(_name)))
            blobs.Delete(_name);
    }

    private string Written(Action<Stream> write)
    {
        using var file = blobs.NewFile();
        try
        {
            write(file);
            return file.Name;
        }
        catch
        {
            File.Delete(file.Name);
            throw;
        }
    }
}
