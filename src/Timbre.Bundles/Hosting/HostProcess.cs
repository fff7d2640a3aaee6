using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Timbre.Bundles.Store;

namespace Timbre.Bundles.Hosting;

/// <summary>One run of the process <c>Timbre.ModelHost</c>, with its pipes; dead once disposed.</summary>
internal sealed class HostProcess : IDisposable
{
    /// <summary>What .NET and the working memory of a model need beside twice the model, in bytes.</summary>
    private const long BaseMemoryBytes = 1536L << 20;

    /// <summary>The shell sets the limits and becomes the process; no core is left of a crash, which would hold a person's voice.</summary>
    private const string Script = "ulimit -c 0 && ulimit -d \"$1\" && shift && exec \"$@\"";

    private readonly Process _process;
    private readonly ErrorOutput _errors;

    public HostProcess(Bundle bundle, int threads)
    {
        _process = new Process { StartInfo = Start(bundle, threads) };
        _process.Start();
        Id = _process.Id;
        _errors = new ErrorOutput(_process.StandardError);
    }

    public Stream Input => _process.StandardOutput.BaseStream;

    public Stream Output => _process.StandardInput.BaseStream;

    public int Id { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>The most memory that it has held, in bytes; 0 where it has ended.</summary>
    public long PeakMemoryBytes()
    {
        try
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // it has ended by itself
        }
    }

    /// <summary>How it ended, with its last words, once its pipe is closed.</summary>
    public string DescribeExit()
    {
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
            return "it does not answer any more";
        var words = _errors.Text(TimeSpan.FromSeconds(1));
        return $"it ended with status {_process.ExitCode}{(words.Length > 0 ? $": {words}" : "")}";
    }

    public void Dispose()
    {
        Kill();
        _process.WaitForExit(TimeSpan.FromSeconds(5)); // nothing is left of it in the table of processes
        _process.Dispose();
    }

    private static ProcessStartInfo Start(Bundle bundle, int threads)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear(); // no key of ours reaches foreign code
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // its socket in /tmp
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        var memory = (2 * bundle.Bytes + BaseMemoryBytes) >> 10; // of the shell's ulimit, in kB
        foreach (var argument in (string[])[
            "-c", Script, "sh", memory.ToString(CultureInfo.InvariantCulture), DotnetPath(), ProgramPath(), bundle.ModelPath,
            threads.ToString(CultureInfo.InvariantCulture)
        ])
            start.ArgumentList.Add(argument);
        return start;
    }

    private static string DotnetPath() =>
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    private static string ProgramPath()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "model-host", "Timbre.ModelHost.dll");
        return File.Exists(path) ? path : throw new ModelHostException($"{path} is missing: build Timbre again.");
    }
}
