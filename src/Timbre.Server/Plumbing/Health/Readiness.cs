using System.Data.Common;
using Timbre.Server.Plumbing.Maintenance;
using Timbre.Storage;

namespace Timbre.Server.Plumbing.Health;

/// <summary>Whether everything that serving needs is there.</summary>
/// <remarks>Asked by anybody, so an answer is kept for a second: asking often costs nothing.</remarks>
internal sealed class Readiness(
    Database db, DiskSpace disk, Settings settings, MaintenanceMode maintenance, IHostApplicationLifetime life, TimeProvider time) : IDisposable
{
    /// <summary>The programs that listening and speaking call.</summary>
    private static readonly string[] Programs = ["ffmpeg", "flite", "pocketsphinx_continuous"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private IReadOnlyList<(string Name, string? Problem)> _last = [];
    private long _lookedAt;

    /// <summary>Every part with what is wrong with it, or null.</summary>
    public async Task<IReadOnlyList<(string Name, string? Problem)>> Look(CancellationToken ct) =>
    [
        ("process", life.ApplicationStopping.IsCancellationRequested ? "is stopping" : maintenance.IsOn ? "is being restored from a backup" : null),
        .. await LookOutside(ct),
    ];

    public void Dispose() => _turn.Dispose();

    private async Task<IReadOnlyList<(string Name, string? Problem)>> LookOutside(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (_last.Count == 0 || time.GetElapsedTime(_lookedAt) > Memory)
            {
                _last = [("database", await DatabaseProblem(ct)), ("data_folder", FolderProblem()), ("disk", DiskProblem()), .. Programs.Select(program => (program, ProgramProblem(program)))];
                _lookedAt = time.GetTimestamp();
            }

            return _last;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<string?> DatabaseProblem(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await db.First<int>("select max(version) from schema_version", null, patience.Token);
            return null;
        }
        catch (Exception problem) when (problem is DbException or TimeoutException || (problem is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return "does not answer"; // its own words may hold a host or a user's name
        }
    }

    private string? FolderProblem()
    {
        try
        {
            var probe = Path.Combine(settings.DataFolder, $".probe-{Guid.NewGuid():N}");
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
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)))
            ? null
            : "is not installed (not found in PATH)";
}
