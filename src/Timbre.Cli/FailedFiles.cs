using System.Runtime.CompilerServices;
using Timbre.Audio.Formats;
using Timbre.Models.SpeakerEncoder;

namespace Timbre.Cli;

/// <summary>
/// The files that a command for many files could not use: it goes on with the others, names these at its end, and exits with 1.
/// </summary>
internal sealed class FailedFiles
{
    private const int ExitFailed = 1;

    private readonly List<string> _reasons = [];

    private FailedFiles()
    {
    }

    /// <summary>Runs a command, then prints a line on standard error for each file that it added, also when it was stopped.</summary>
    /// <returns>The exit code: 1 when a file was added.</returns>
    public static async Task<int> Run(Terminal terminal, Func<FailedFiles, Task> command)
    {
        var failed = new FailedFiles();
        try
        {
            await command(failed);
        }
        finally
        {
            foreach (var reason in failed._reasons)
                await terminal.Error.WriteLineAsync($"timbre: {reason}");
        }

        return failed._reasons.Count > 0 ? ExitFailed : 0;
    }

    /// <summary>True when an exception tells what is wrong with one file, and nothing about the others.</summary>
    public static bool IsOfOneFile(Exception e) =>
        e is CommandException or AudioFormatException or SpeakerUnknownException or InvalidDataException or IOException
            or UnauthorizedAccessException;

    /// <param name="reason">One sentence that names the file.</param>
    public void Add(string reason) => _reasons.Add(reason);

    /// <summary>What the work makes of each file, in the order of the files; one that cannot be used is added instead.</summary>
    /// <param name="files">Names, as they are printed.</param>
    /// <param name="maxConcurrency">Number of files that are worked on at the same time.</param>
    /// <param name="work">May throw what <see cref="IsOfOneFile"/> knows.</param>
    /// <param name="ct">Stops it.</param>
    public async IAsyncEnumerable<(string File, T Result)> Each<T>(
        IEnumerable<string> files, int maxConcurrency, Func<string, CancellationToken, Task<T>> work,
        [EnumeratorCancellation] CancellationToken ct)
        where T : class
    {
        await foreach (var (file, result, reason) in OrderedParallel.Run(
            files, maxConcurrency, (file, stop) => Try(file, work, stop), ct))
        {
            if (result is null)
                Add(reason);
            else
                yield return (file, result);
        }
    }

    private static async Task<(string File, T? Result, string Reason)> Try<T>(
        string file, Func<string, CancellationToken, Task<T>> work, CancellationToken ct)
        where T : class
    {
        try
        {
            if (!Path.Exists(file))
                throw new CommandException($"There is no file {file}.");
            return (file, await work(file, ct), "");
        }
        catch (CommandException e)
        {
            return (file, null, e.Message); // names the file
        }
        catch (Exception e) when (IsOfOneFile(e))
        {
            return (file, null, $"{file}: {e.Message}");
        }
    }
}
