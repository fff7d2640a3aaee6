using System.Data.Common;
using Timbre.Server.Configuration;
using Timbre.Server.Http;
using Timbre.Server.Http.Maintenance;
using Timbre.Server.Recognition;
using Timbre.Storage;

namespace Timbre.Server.Hosting.Health;

/// <summary>Whether everything that serving needs is there.</summary>
/// <remarks>Asked by anybody, so an answer is kept for a second: asking often costs nothing.</remarks>
internal sealed class Readiness(
    Database db, DiskSpace disk, DataDirectory data, MaintenanceMode maintenance, RecogniserInUse recogniser, IHostApplicationLifetime life,
    TimeProvider time) : IDisposable
{
    /// <summary>The programs that listening and speaking call.</summary>
    private static readonly string[] Programs = ["ffmpeg", "flite", "pocketsphinx_continuous"];
    private static readonly TimeSpan DatabaseTimeout = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan CacheTime = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _lock = new(1, 1);
    private IReadOnlyList<(string Name, string? Problem)> _cached = [];
    private long _checkedAt;

    /// <summary>Every part with what is wrong with it, or null.</summary>
    public async Task<IReadOnlyList<(string Name, string? Problem)>> Check(CancellationToken ct) =>
    [
        ("process",
            life.ApplicationStopping.IsCancellationRequested ? "is stopping" : maintenance.IsOn ? "is being restored from a backup" : null),
        .. await CheckDependencies(ct),
    ];

    public void Dispose() => _lock.Dispose();

    private async Task<IReadOnlyList<(string Name, string? Problem)>> CheckDependencies(CancellationToken ct)
    {
        await _lock.WaitAsync(ct);
        try
        {
            if (_cached.Count == 0 || time.GetElapsedTime(_checkedAt) > CacheTime)
            {
                _cached = [
                    ("database", await DatabaseProblem(ct)), ("data_folder", FolderProblem()), ("disk", DiskProblem()),
                    ("recogniser", recogniser.State().Problem),
                    .. Programs.Select(program => (program, ProgramProblem(program)))
                ];
                _checkedAt = time.GetTimestamp();
            }

            return _cached;
        }
        finally
        {
            _lock.Release();
        }
    }

    private async Task<string?> DatabaseProblem(CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(DatabaseTimeout);
        try
        {
            await db.First<int>("select max(version) from schema_version", null, timeout.Token);
            return null;
        }
        catch (Exception problem) when (problem is DbException or TimeoutException
            || (problem is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return "does not answer"; // its own words may hold a host or a user's name
        }
    }

    private string? FolderProblem()
    {
        try
        {
            var probe = Path.Combine(data.Path, $".probe-{Guid.NewGuid():N}");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
                return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "cannot be written to";
        }
    }

    private string? DiskProblem()
    {
        try
        {
            return disk.HasRoomFor(0) ? null : "is nearly full: uploads are refused";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "cannot be measured";
        }
    }

    private static string? ProgramProblem(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)))
            ? null
            : "is not installed (not found in PATH)";
}
