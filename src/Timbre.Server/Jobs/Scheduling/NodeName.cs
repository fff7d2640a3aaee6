using System.Security.Cryptography;
using System.Text;
using Timbre.Server.Configuration;

namespace Timbre.Server.Jobs.Scheduling;

/// <summary>
/// What this server is called among those that share a database: the same at every start, so that after a crash it takes up its own work
/// at once instead of waiting to be declared dead.
/// </summary>
internal sealed class NodeName(DataDirectory data)
{
    public string Name { get; } =
        $"{Environment.MachineName}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data.Path)))[..12]}";
}
