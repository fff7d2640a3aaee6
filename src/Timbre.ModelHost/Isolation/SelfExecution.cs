using System.Collections;
using System.Runtime.InteropServices;

namespace Timbre.ModelHost.Isolation;

/// <summary>Puts a fresh run of this program in the place of this process, with its limits, its pipes and what confines it.</summary>
internal static partial class SelfExecution
{
    /// <summary>Does not return, unless it fails.</summary>
    public static int Run(IReadOnlyList<string> arguments)
    {
        string?[] line = [Environment.ProcessPath!, typeof(SelfExecution).Assembly.Location, .. arguments, null];
        string?[] environment = [
            .. Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}"), null
        ];
        _ = execve(Environment.ProcessPath!, line, environment);
        Console.Error.WriteLine($"The program cannot execute itself: error {Marshal.GetLastPInvokeError()}.");
        return 1;
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int execve(string path, string?[] arguments, string?[] environment);
}
