using Timbre.Bundles.Files;
using Timbre.Bundles.Protocol;
using Timbre.Bundles.Store;

namespace Timbre.Bundles.Hosting;

/// <summary>
/// Runs a bundle in a process of its own, started at the first sound and again after it has died. Native code reads a file that came from
/// somewhere: whatever it does, it does there.
/// </summary>
/// <remarks>
/// Any number of threads; sounds take turns, fairly among their owners. Cancelling kills the process, since a network cannot be left in
/// the middle of a sound.
/// </remarks>
/// <param name="bundle">What is run.</param>
/// <param name="threads">Of the network.</param>
/// <param name="idle">After so long without a sound the process ends, and its memory is free.</param>
public sealed class ModelHost(Bundle bundle, int threads, TimeSpan idle) : IDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Seconds of computing that a second of sound may take, and as many beside; beyond that the process hangs.</summary>
    private const double TimeoutFactor = 20;

    /// <summary>After a start that failed, the next is refused for so long: a broken model does not keep a core busy.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private const string OwnWork = "";

    private readonly RoundRobinLock _turns = new();
    private Timer? _idleTimer;
    private HostProcess? _process;
    private MessagePipe? _messages;
    private (long At, string Why)? _failedStart;
    private bool _isVerified;
    private bool _isDisposed;

    public Bundle Bundle => bundle;

    /// <summary>What the process was kept from at its last start; empty before the first.</summary>
    public IReadOnlyList<string> Isolation { get; private set; } = [];

    /// <summary>The process, where one runs; for tests that kill it.</summary>
    internal int? ProcessId => _process?.Id;

    /// <summary>The most memory that the process has held, in bytes.</summary>
    public long PeakMemoryBytes() => _process?.PeakMemoryBytes() ?? 0;

    /// <summary>What is said in a sound.</summary>
    /// <param name="samples">At most 30 s at 16 kHz.</param>
    /// <param name="request">In which language.</param>
    /// <param name="owner">For whom: owners take turns.</param>
    /// <exception cref="BundleException">The bundle's files are not those that were added.</exception>
    /// <exception cref="ModelHostException">The process died, hung, or cannot load the model; the next call starts it again.</exception>
    public Recognised Recognise(ReadOnlyMemory<float> samples, RecogniseRequest request, string owner, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples.Length, MessagePipe.MaxSamples);
        using var turn = _turns.Take(owner, ct);
        if (_isDisposed)
            throw new ModelHostException($"The model {bundle.Name} is not in use any more.") { IsStart = true };
        _idleTimer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan); // it is not idle now
        var process = Started(ct);
        var limit = TimeSpan.FromSeconds(TimeoutFactor * (1 + (double)samples.Length / MessagePipe.RateHz));
        var recognised = Exchange(process, limit, messages =>
        {
            messages.Write(request, ProtocolJson.Default.RecogniseRequest, samples.Span);
            return Answer(messages) as Recognised ?? throw new ProtocolException("It answered out of turn.");
        }, ct);
        _idleTimer ??= new Timer(_ => Unload());
        _idleTimer.Change(idle, Timeout.InfiniteTimeSpan);
        return recognised;
    }

    /// <summary>Ends the process once it has done the sound that it is at; the next sound starts it again.</summary>
    public void Unload()
    {
        using var turn = _turns.Take(OwnWork, CancellationToken.None);
        Stop();
    }

    /// <summary>Ends the process for good; whoever still waits for a turn gets a <see cref="ModelHostException"/>.</summary>
    public void Dispose()
    {
        using var turn = _turns.Take(OwnWork, CancellationToken.None);
        _isDisposed = true;
        _idleTimer?.Dispose();
        Stop();
    }

    private HostProcess Started(CancellationToken ct)
    {
        if (_process is { HasExited: false } running)
            return running;

        Stop();
        if (_failedStart is { } failed && TimeProvider.System.GetElapsedTime(failed.At) < RetryAfter)
            throw new ModelHostException(failed.Why) { IsStart = true };
        if (!_isVerified)
            bundle.Verify(ct);
        _isVerified = true;
        try
        {
            return StartWithRetry(ct);
        }
        catch (ModelHostException problem)
        {
            _failedStart = (TimeProvider.System.GetTimestamp(), problem.Message);
            throw new ModelHostException(problem.Message) { IsStart = true };
        }
    }

    /// <summary>A process that is killed while it starts says nothing against the model: it is started once more.</summary>
    private HostProcess StartWithRetry(CancellationToken ct)
    {
        try
        {
            return Start(ct);
        }
        catch (ModelHostException problem) when (problem.IsDeath)
        {
            return Start(ct);
        }
    }

    private HostProcess Start(CancellationToken ct)
    {
        _process = new HostProcess(bundle, threads);
        _messages = new MessagePipe(_process.Input, _process.Output);
        Isolation = Exchange(_process, StartTimeout, messages =>
            Answer(messages) is HostReady ready ? ready.Isolation : throw new ProtocolException("It did not say that it is ready."), ct);
        return _process;
    }

    /// <summary>Writes and reads with the process; whatever goes wrong, it is dead then.</summary>
    private T Exchange<T>(HostProcess process, TimeSpan limit, Func<MessagePipe, T> exchange, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var kill = timeout.Token.UnsafeRegister(static child => ((HostProcess)child!).Kill(), process);
        timeout.CancelAfter(limit);
        try
        {
            return exchange(_messages!);
        }
        catch (Exception problem) when (problem is IOException or ProtocolException or ModelHostException)
        {
            process.Kill();
            var words = problem is ProtocolException { IsEnd: false } ? problem.Message : $"{process.DescribeExit()}.";
            Stop();
            ct.ThrowIfCancellationRequested();
            throw problem is ModelHostException ? problem
                : new ModelHostException(
                    $"The process that runs the model {bundle.Name} " +
                    (timeout.IsCancellationRequested ? $"took longer than {limit.TotalSeconds:0} s and was ended." : $"failed: {words}"))
                {
                    IsDeath = problem is not ProtocolException { IsEnd: false } && !timeout.IsCancellationRequested,
                };
        }
    }

    private static HostMessage Answer(MessagePipe messages)
    {
        var (message, _) = messages.Read(ProtocolJson.Default.HostMessage)
            ?? throw new ProtocolException("It closed the pipe.", isEnd: true);
        HostMessageCheck.Check(message);
        return message is HostFailed failed ? throw new ModelHostException($"The model cannot be run: {failed.Message}") : message;
    }

    private void Stop()
    {
        _process?.Dispose();
        (_process, _messages) = (null, null);
    }
}
