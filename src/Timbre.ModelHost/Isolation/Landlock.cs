using System.Runtime.InteropServices;

namespace Timbre.ModelHost.Isolation;

/// <summary>
/// Leaves the calling thread, and the threads and programs that it starts, nothing of the file system but what the model and .NET read:
/// no data folder, no home, nothing to write to. No privilege is needed.
/// </summary>
/// <remarks>Linux 5.13, <c>Documentation/userspace-api/landlock.rst</c>; what later versions add is used where it is there.</remarks>
internal static partial class Landlock
{
    private const long CreateRuleset = 444, AddRule = 445, RestrictSelf = 446; // the same numbers on all machines
    private const int GetVersion = 1;
    private const int PathBeneath = 1;
    private const int SetNoNewPrivileges = 38; // prctl's PR_SET_NO_NEW_PRIVS
    private const ulong Execute = 1, ReadFile = 1 << 2, ReadFolder = 1 << 3;
    private const int PathOnly = 0x200000, CloseOnExecute = 0x80000; // open's O_PATH and O_CLOEXEC

    /// <summary>Folders and files that .NET and the C library read, where they exist.</summary>
    private static readonly string[] Readable =
    [
        "/usr/lib", "/lib", "/lib64", "/usr/local/lib", "/etc/ld.so.cache", "/proc/self", "/proc/meminfo", "/proc/cpuinfo", "/proc/stat",
        "/sys/devices/system", "/sys/fs/cgroup", "/sys/kernel/mm", "/dev/urandom", "/dev/null",
    ];

    [StructLayout(LayoutKind.Sequential)]
    private struct RulesetAttributes
    {
        public ulong FileAccess;
        public ulong NetworkAccess;
        public ulong Scope;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct PathAttributes
    {
        public ulong Access;
        public int Descriptor;
    }

    /// <summary>Confines the calling thread.</summary>
    /// <param name="program">The folder of this program.</param>
    /// <param name="model">The file of the model.</param>
    /// <remarks>A kernel without Landlock confines nothing; <see cref="IsolationProbe"/> finds out.</remarks>
    public static unsafe void Confine(string program, string model)
    {
        if (prctl(SetNoNewPrivileges, 1, 0, 0, 0) != 0)
            return;
        var version = (int)syscall(CreateRuleset, 0, 0, GetVersion);
        if (version <= 0)
            return;

        // every kind of access to files that this version knows; none to the network; no signals and sockets of other programs
        var attributes = new RulesetAttributes
        {
            FileAccess = version switch { 1 => 0x1fff, 2 => 0x3fff, 3 or 4 => 0x7fff, _ => 0xffff },
            NetworkAccess = 3,
            Scope = 3,
        };
        var size = version switch { < 4 => sizeof(ulong), < 6 => 2 * sizeof(ulong), _ => 3 * sizeof(ulong) };
        var rules = syscall(CreateRuleset, (nint)(&attributes), size, 0);
        if (rules < 0)
            return;
        foreach (var path in (string[])[.. Readable, DotnetFolder(), program, model])
            Allow((int)rules, path);
        _ = syscall(RestrictSelf, (nint)rules, 0, 0);
    }

    private static unsafe void Allow(int rules, string path)
    {
        var descriptor = open(path, PathOnly | CloseOnExecute);
        if (descriptor < 0)
            return; // a machine without it does not read it
        var attributes = new PathAttributes
        {
            Access = Execute | ReadFile | (Directory.Exists(path) ? ReadFolder : 0),
            Descriptor = descriptor,
        };
        _ = syscall(AddRule, rules, PathBeneath, (nint)(&attributes));
        _ = close(descriptor);
    }

    private static string DotnetFolder() => Path.GetDirectoryName(Environment.ProcessPath)!;

    [LibraryImport("libc", SetLastError = true)]
    private static partial int prctl(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport("libc", SetLastError = true)]
    private static partial long syscall(long number, nint a, nint b, nint c);

    [LibraryImport("libc", SetLastError = true)]
    private static partial long syscall(long number, nint a, nint b, nint c, nint d);

    private static long syscall(long number, int rules, int type, nint attributes) => syscall(number, rules, type, attributes, 0);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int descriptor);
}
