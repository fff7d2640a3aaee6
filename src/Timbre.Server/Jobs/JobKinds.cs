using System.Text.Json;
using Timbre.Server.Http;
using Timbre.Storage;

namespace Timbre.Server.Jobs;

/// <summary>
/// How many jobs of a queue run at once in this process, and how many of one account's; the others wait, and accounts take turns.
/// </summary>
/// <param name="Queue">The name within its kind; null for a kind's only queue.</param>
/// <param name="MaxConcurrency">Of all accounts.</param>
/// <param name="MaxPerAccount">Less than <paramref name="MaxConcurrency"/> where a job may hang on somebody else's machine.</param>
internal sealed record JobLimit(string? Queue, int MaxConcurrency, int MaxPerAccount);

/// <summary>A kind of job: its name in the rows, its type, its queues and its handler.</summary>
internal abstract class JobKind(string name, Type type, IReadOnlyList<JobLimit> limits)
{
    public string Name => name;

    public Type Type => type;

    /// <summary>By the name of the queue in the rows.</summary>
    public IReadOnlyDictionary<string, JobLimit> Limits { get; } = limits.ToDictionary(limit => QueueName(name, limit.Queue));

    public static string QueueName(string kind, string? queue) => queue is null ? kind : $"{kind}/{queue}";

    public abstract Task Run(Job job, CancellationToken ct);

    public abstract Task Abandon(UnitOfWork unit, Job job, CancellationToken ct);
}

/// <inheritdoc/>
internal sealed class JobKind<TJob>(string name, IReadOnlyList<JobLimit> limits, IServiceProvider services)
    : JobKind(name, typeof(TJob), limits)
    where TJob : IJob
{
    // not before: handlers enqueue, and what enqueues knows the kinds
    private IJobHandler<TJob> Handler => services.GetRequiredService<IJobHandler<TJob>>();

    public override Task Run(Job job, CancellationToken ct) => Handler.Run(Read(job), job, ct);

    public override Task Abandon(UnitOfWork unit, Job job, CancellationToken ct) => Handler.Abandon(unit, Read(job), job, ct);

    private static TJob Read(Job job) => JsonSerializer.Deserialize<TJob>(job.Arguments, Wire.Options)!;
}

/// <summary>All kinds of jobs that this server knows.</summary>
internal sealed class JobKinds(IEnumerable<JobKind> kinds)
{
    private readonly Dictionary<string, JobKind> _byName = kinds.ToDictionary(kind => kind.Name);
    private readonly Dictionary<Type, JobKind> _byType = kinds.ToDictionary(kind => kind.Type);

    public IEnumerable<JobKind> All => _byName.Values;

    /// <summary>Every queue with its limits.</summary>
    public IEnumerable<(string Queue, JobLimit Limit)> Queues =>
        All.SelectMany(kind => kind.Limits.Select(limit => (limit.Key, limit.Value)));

    public JobKind Named(string name) => _byName[name];

    public JobKind Of(Type job) => _byType[job];

    /// <summary>The kind's name in the rows.</summary>
    public string NameOf<TJob>()
        where TJob : IJob => Of(typeof(TJob)).Name;
}
