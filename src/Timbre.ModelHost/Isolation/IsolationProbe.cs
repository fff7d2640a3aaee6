using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;

namespace Timbre.ModelHost.Isolation;

/// <summary>Tries what the process must not be able to do: what is refused is told, not what was asked for.</summary>
internal static class IsolationProbe
{
    private const string OthersFile = "/etc/passwd"; // anybody may read it, and no model needs to

    /// <summary>Those of <c>files</c>, <c>writing</c>, <c>network</c>, <c>processes</c> that the process is kept from.</summary>
    public static IReadOnlyList<string> Run()
    {
        var kept = new List<string>();
        if (Refused(() => File.OpenRead(OthersFile).Dispose()))
            kept.Add("files");
        var written = Path.Combine(Path.GetTempPath(), $"timbre-model-host-{Environment.ProcessId}");
        if (Refused(() => File.Create(written, 1, FileOptions.DeleteOnClose).Dispose()))
            kept.Add("writing");
        if (Refused(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp).Dispose()))
            kept.Add("network");
        if (Refused(() => Process.Start("/bin/true").Dispose()))
            kept.Add("processes");
        return kept;
    }

    private static bool Refused(Action attempt)
    {
        try
        {
            attempt();
            return false;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or SocketException or Win32Exception)
        {
            return true;
        }
    }
}
