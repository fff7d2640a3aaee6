using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Timbre.ModelHost;

/// <summary>The standard output, kept for the protocol: whatever else prints, prints on standard error.</summary>
internal static partial class StandardStreams
{
    private const int Output = 1;
    private const int Error = 2;

    /// <summary>The stream that standard output was.</summary>
    public static FileStream TakeOutput()
    {
        var kept = dup(Output);
        if (kept < 0 || dup2(Error, Output) < 0)
            throw new InvalidOperationException("The standard output cannot be kept for the protocol.");
        return new FileStream(new SafeFileHandle(kept, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int dup(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int dup2(int from, int to);
}
