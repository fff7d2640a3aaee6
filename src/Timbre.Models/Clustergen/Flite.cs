using Timbre.Models.Programs;

namespace Timbre.Models.Clustergen;

/// <summary>Debian's flite as a child process: writes its built-in voices to files.</summary>
internal static class Flite
{
    private static readonly ChildProgram Program = new("flite", "flite");
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>The built-in voice <paramref name="name"/> as a voice file.</summary>
    public static byte[] Dump(string name, CancellationToken ct)
    {
        using var scratch = new ScratchFolder();
        var path = scratch.File("voice");
        Program.Run(["-voice", name, "-voicedump", path], Limit, ct);
        return File.ReadAllBytes(path);
    }
}
