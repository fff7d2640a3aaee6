using System.Runtime.InteropServices;
using Timbre.Bundles.Tests.Material;

namespace Timbre.Bundles.Tests.Hosting;

/// <summary>A fact about what the kernel keeps a model from; one without Landlock skips it and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed partial class IsolationFactAttribute : FactAttribute
{
    private const long CreateRuleset = 444; // landlock_create_ruleset, the same number on all machines
    private const int GetVersion = 1;

    public IsolationFactAttribute()
    {
        if (WhisperFactAttribute.Model is null)
            Skip = new WhisperFactAttribute().Skip;
        else if (syscall(CreateRuleset, 0, 0, GetVersion) <= 0)
            Skip = "This machine's kernel has no Landlock (Linux 5.13 and later, where it is switched on).";
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial long syscall(long number, nint a, nint b, nint c);
}
