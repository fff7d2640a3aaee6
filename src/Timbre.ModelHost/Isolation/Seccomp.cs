using System.Runtime.InteropServices;

namespace Timbre.ModelHost.Isolation;

/// <summary>
/// Takes from all threads of the process the system calls of the network, of starting and watching processes, and of changing the machine:
/// they answer "not permitted".
/// </summary>
/// <remarks>Linux, <c>Documentation/userspace-api/seccomp_filter.rst</c>; numbers of x86-64 and AArch64.</remarks>
internal static partial class Seccomp
{
    private const int SetFilter = 1;
    private const int AllThreads = 1; // SECCOMP_FILTER_FLAG_TSYNC
    private const uint Allow = 0x7fff0000, Fail = 0x00050000;
    private const uint NotPermitted = 1, NotImplemented = 38; // errno
    private const uint ThreadFlag = 0x10000; // clone's CLONE_THREAD
    private const uint ForeignCalls = 0x40000000; // of the x32 ABI, which counts anew
    private const int NumberOffset = 0, MachineOffset = 4, FirstArgumentOffset = 16; // in struct seccomp_data
    private const ushort Load = 0x20, JumpIfEqual = 0x15, JumpIfAtLeast = 0x35, JumpIfSet = 0x45, Return = 0x06;

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Instruction(ushort Code, byte IfTrue, byte IfFalse, uint Value);

    [StructLayout(LayoutKind.Sequential)]
    private struct Program
    {
        public ushort Length;
        public nint Instructions;
    }

    /// <param name="Machine">AUDIT_ARCH.</param>
    /// <param name="SetSeccomp">The number of seccomp itself.</param>
    private sealed record Calls(uint Machine, long SetSeccomp, uint StartThread, uint StartThreadExtended, uint[] Refused);

    // socket, socketpair, connect, accept, accept4, bind, listen, execve, execveat, fork, vfork, kill, ptrace, process_vm_readv and writev,
    // pidfd_getfd, mount, umount2, chroot, pivot_root, setns, unshare, bpf, io_uring_setup, keyctl, add_key, request_key, perf_event_open,
    // userfaultfd, init_module, finit_module, kexec_load
    private static readonly Calls X64 = new(
        0xc000003e, 317, 56, 435,
        [
            41, 53, 42, 43, 288, 49, 50, 59, 322, 57, 58, 62, 101, 310, 311, 438, 165, 166, 161, 155, 308, 272, 321, 425, 250, 248, 249,
            298, 323, 175, 313, 246
        ]);

    // the same; fork and vfork do not exist
    private static readonly Calls Arm64 = new(
        0xc00000b7, 277, 220, 435,
        [
            198, 199, 203, 202, 242, 200, 201, 221, 281, 129, 117, 270, 271, 438, 40, 39, 51, 41, 268, 97, 280, 425, 219, 217, 218, 241,
            282, 105, 273, 104
        ]);

    /// <summary>Confines the process, where the kernel has such filters; <see cref="IsolationProbe"/> finds out.</summary>
    public static unsafe void Confine()
    {
        var calls = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => X64,
            Architecture.Arm64 => Arm64,
            _ => null,
        };
        if (calls is null || prctl(38, 1, 0, 0, 0) != 0)
            return;
        var filter = Filter(calls);
        fixed (Instruction* instructions = filter)
        {
            var program = new Program { Length = (ushort)filter.Length, Instructions = (nint)instructions };
            _ = syscall(calls.SetSeccomp, SetFilter, AllThreads, (nint)(&program));
        }
    }

    private static Instruction[] Filter(Calls calls) =>
    [
        new(Load, 0, 0, MachineOffset),
        new(JumpIfEqual, 1, 0, calls.Machine),
        new(Return, 0, 0, Fail | NotPermitted),
        new(Load, 0, 0, NumberOffset),
        new(JumpIfAtLeast, 0, 1, ForeignCalls),
        new(Return, 0, 0, Fail | NotPermitted),
        .. calls.Refused.SelectMany(call => (Instruction[])[
            new(JumpIfEqual, 0, 1, call), new(Return, 0, 0, Fail | NotPermitted)
        ]),
        // its flags lie in memory, where no filter looks: the C library then takes clone
        new(JumpIfEqual, 0, 1, calls.StartThreadExtended),
        new(Return, 0, 0, Fail | NotImplemented),
        new(JumpIfEqual, 0, 3, calls.StartThread),
        new(Load, 0, 0, FirstArgumentOffset),
        new(JumpIfSet, 1, 0, ThreadFlag), // a thread, not a process
        new(Return, 0, 0, Fail | NotPermitted),
        new(Return, 0, 0, Allow),
    ];

    [LibraryImport("libc", SetLastError = true)]
    private static partial int prctl(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport("libc", SetLastError = true)]
    private static partial long syscall(long number, nint a, nint b, nint c);
}
