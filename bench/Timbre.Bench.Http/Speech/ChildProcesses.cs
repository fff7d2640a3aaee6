using System.Globalization;

namespace Timbre.Bench.Http.Speech;

/// <summary>What the children of this process that have ended used.</summary>
internal static class ChildProcesses
{
    private const double TicksPerSecond = 100; // USER_HZ, the same on all Linux
    private const int UserTicks = 13, SystemTicks = 14; // cutime and cstime of proc(5), counted from the state

    public static double ProcessorSeconds
    {
        get
        {
            var line = File.ReadAllText("/proc/self/stat");
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return (long.Parse(fields[UserTicks], CultureInfo.InvariantCulture)
                + long.Parse(fields[SystemTicks], CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
    }
}
