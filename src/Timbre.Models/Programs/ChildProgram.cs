using System.Diagnostics;
using System.Text;

namespace Timbre.Models.Programs;

/// <summary>
/// Runs a program of the system with bounds on its time, memory and output; a crash in it is an exception here, nothing more.
/// </summary>
internal sealed class ChildProgram(string name, string package)
{
    private const int MaxOutputChars = 16 << 20;
    private const int MaxErrorChars = 2000;
    private const long MemoryKilobytes = 2 << 20;

    /// <summary>The limits hold for the program because the shell that sets them becomes it; no core is left (-c 0).</summary>
    private const string Script = "ulimit -t \"$1\" && ulimit -v \"$2\" && ulimit -c 0 && shift 2 && exec \"$@\"";

    private readonly Lazy<string> _path = new(() => Find(name) ?? throw new MissingProgramException(name, package));

    /// <summary>Runs the program and returns its standard output.</summary>
    /// <param name="arguments">Handed over one by one: no shell reads them.</param>
    /// <param name="limit">Longest time by the clock.</param>
    /// <param name="ct">Kills the program.</param>
    public string Run(IEnumerable<string> arguments, TimeSpan limit, CancellationToken ct)
    {
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var process = new Process { StartInfo = Start(arguments, limit) };
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => Append(errors, line.Data);
        process.Start();
        // Armed only now: before its start a process cannot be killed. Killing is also what ends the reading below.
        using var kill = clock.Token.UnsafeRegister(static child => Kill((Process)child!), process);
        clock.CancelAfter(limit);
        process.BeginErrorReadLine();
        var output = ReadBounded(process);
        process.WaitForExit();
        ct.ThrowIfCancellationRequested();
        if (clock.IsCancellationRequested)
            throw new ProgramFailedException($"{name} took longer than {limit.TotalSeconds:0} s.");
        if (process.ExitCode != 0)
            throw new ProgramFailedException($"{name} ended with status {process.ExitCode}: {errors}");
        return output;
    }

    private ProcessStartInfo Start(IEnumerable<string> arguments, TimeSpan limit)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear(); // no secret of ours reaches another program
        foreach (var argument in (string[])[
            "-c", Script, "sh", $"{Math.Ceiling(limit.TotalSeconds)}", $"{MemoryKilobytes}", _path.Value, .. arguments
        ])
            start.ArgumentList.Add(argument);
        return start;
    }

    private string ReadBounded(Process process)
    {
        process.StandardInput.Close();
        var output = new StringBuilder();
        var block = new char[8192];
        for (var read = process.StandardOutput.Read(block); read > 0; read = process.StandardOutput.Read(block))
        {
            if (output.Length + read > MaxOutputChars)
            {
                Kill(process);
                throw new ProgramFailedException($"{name} wrote more than {MaxOutputChars} characters.");
            }

            output.Append(block, 0, read);
        }

        return output.ToString();
    }

    private static void Append(StringBuilder errors, string? line)
    {
        if (line is not null && errors.Length + line.Length < MaxErrorChars)
            errors.Append(line).Append(' ');
    }

    private static void Kill(Process process)
    {
        if (!process.HasExited)
            process.Kill();
    }

    private static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/bin", "/usr/local/bin"])
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
