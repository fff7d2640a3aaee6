using System.Diagnostics;
using System.Text.Json;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Sdk;

/// <summary>Runs the scripts of this folder with node and the packages that <c>package-lock.json</c> names, installed once.</summary>
internal static class Node
{
    private static readonly string Folder = RepositoryFolder.PathOf("tests/Timbre.Server.Tests/Sdk");
    private static readonly SemaphoreSlim Installing = new(1);

    /// <summary>What the script printed, one JSON document.</summary>
    public static async Task<JsonElement> Run(string script, params string[] arguments)
    {
        await InstallOnce();
        using var said = JsonDocument.Parse(await Start("node", [script, .. arguments]));
        return said.RootElement.Clone();
    }

    private static async Task InstallOnce()
    {
        await Installing.WaitAsync();
        try
        {
            var installed = Path.Combine(Folder, "node_modules/.package-lock.json");
            if (!File.Exists(installed)
                || File.GetLastWriteTimeUtc(installed) < File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
                await Start("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
        }
        finally
        {
            Installing.Release();
        }
    }

    private static async Task<string> Start(string program, string[] arguments)
    {
        using var process =
            Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = Folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true
            })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {arguments[0]} ended with {process.ExitCode}: {await error}");
        return output;
    }
}
