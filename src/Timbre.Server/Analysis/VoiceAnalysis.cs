using Timbre.Server.Analysis.Rows;
using Timbre.Server.Jobs;
using Timbre.Server.Plumbing;
using Timbre.Server.Recordings;
using Timbre.Server.Training;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Analysis;

/// <summary>Brings the analysis of a voice's recordings up to date: some at once, each written when it is done, so that a crash loses no more than those.</summary>
/// <remarks>Two jobs for the same voice take turns at each part, and the second finds nothing left.</remarks>
internal sealed class VoiceAnalysis(
    Database db, VoiceTable voices, AnalysisTable table, AnalysisVersion version, Examiner examiner, WaitingStage stage, Settings settings) : IDisposable
{
    /// <summary>Recordings that share one start of the recogniser, in seconds: it takes a second, and their sound lies in memory together.</summary>
    private const double SharedSeconds = 120;

    private readonly Turns _turns = new();
    private readonly SemaphoreSlim _free = new(Workers(settings)); // of all voices together, so that memory holds the sound of no more

    /// <summary>Figures, findings and pictures of what is due.</summary>
    /// <param name="voiceId">Whose recordings.</param>
    /// <param name="progress">Told how much of this is done; null where nobody looks.</param>
    /// <param name="ct">Parks the work.</param>
    /// <exception cref="OvertakenException">The voice is gone, or another build than the one that looks on has begun.</exception>
    public async Task Measure(string voiceId, AnalysisProgress.Share? progress, CancellationToken ct)
    {
        using var turn = await _turns.Take($"{voiceId}/measure", ct);
        var due = await table.Due(voiceId, AnalysisPart.Measures, ct);
        await Each([.. due.Chunk(1)], progress, (one, stop) => Measure(one[0], stop), ct);
    }

    /// <summary>What is said in what is due, which has been measured.</summary>
    /// <param name="only">The ids of the recordings that matter now; null for all.</param>
    /// <inheritdoc cref="Measure(string, AnalysisProgress.Share?, CancellationToken)"/>
    public async Task Listen(string voiceId, IReadOnlySet<string>? only, AnalysisProgress.Share? progress, CancellationToken ct)
    {
        using var turn = await _turns.Take($"{voiceId}/listen", ct);
        var due = (await table.Due(voiceId, AnalysisPart.Transcripts, ct)).Where(recording => only?.Contains(recording.Id) != false).ToList();
        var shared = Math.Min(SharedSeconds, due.Sum(recording => recording.Seconds) / Workers(settings)); // few recordings still keep every core busy
        await Each(Together(due, shared), progress, Listen, ct);
    }

    public void Dispose() => _free.Dispose();

    private static int Workers(Settings settings) => settings.Limits.AnalysisCores > 0 ? settings.Limits.AnalysisCores : Environment.ProcessorCount;

    private static List<Recording[]> Together(IEnumerable<Recording> due, double seconds)
    {
        var all = new List<Recording[]>();
        var some = new List<Recording>();
        foreach (var recording in due)
        {
            if (some.Count > 0 && some.Sum(one => one.Seconds) + recording.Seconds > seconds)
            {
                all.Add([.. some]);
                some.Clear();
            }

            some.Add(recording);
        }

        return some.Count == 0 ? all : [.. all, [.. some]];
    }

    private async Task Each(List<Recording[]> all, AnalysisProgress.Share? progress, Func<Recording[], CancellationToken, Task> work, CancellationToken ct)
    {
        if (all.Count == 0)
            return;

        var (seconds, done, counting) = (all.Sum(some => some.Sum(one => one.Seconds)), 0.0, new Lock());
        if (progress is not null)
            await progress.Report(0, ct);
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = Workers(settings), CancellationToken = ct }, async (some, stop) =>
        {
            await _free.WaitAsync(stop);
            try
            {
                await work(some, stop);
            }
            finally
            {
                _free.Release();
            }

            double fraction;
            lock (counting)
                fraction = (done += some.Sum(one => one.Seconds)) / seconds;
            if (progress is not null)
                await progress.Report(fraction, stop);
        });
    }

    private async Task Measure(Recording recording, CancellationToken ct)
    {
        try
        {
            var known = recording.TranscribedBy == version.Transcripts ? await table.TranscriptOf(recording, ct) : null;
            var found = await Task.Run(() => examiner.Measure(recording, known, ct), ct);
            await Keep(recording, (unit, now) => table.Keep(unit, now, found, ct), ct);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            if (await IsThere(recording, ct))
                throw;
        }
    }

    private async Task Listen(Recording[] some, CancellationToken ct)
    {
        try
        {
            foreach (var heard in await Task.Run(() => examiner.Listen(some, ct), ct))
                await Keep(heard.Recording, (unit, now) => now.Text == heard.Recording.Text ? table.Keep(unit, now, heard, ct) : Task.CompletedTask, ct); // other words are due again
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            var left = new List<Recording>();
            foreach (var recording in some)
            {
                if (await IsThere(recording, ct))
                    left.Add(recording);
            }

            if (left.Count == some.Length)
                throw;
            if (left.Count > 0)
                await Listen([.. left], ct);
        }
    }

    /// <summary>Whether a recording whose sound is missing was not deleted meanwhile.</summary>
    private async Task<bool> IsThere(Recording recording, CancellationToken ct) => await db.First<string>("select id from recordings where id = @Id", new { recording.Id }, ct) is not null;

    /// <summary>Writes what was found, while nobody else changes the voice; a crash before costs the time that it took, never data.</summary>
    private async Task Keep(Recording then, Func<UnitOfWork, Recording, Task> write, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        if (await voices.Lock(unit, then.VoiceId, ct) is not { } voice)
            throw new OvertakenException();
        if (await RecordingTable.Find(unit, voice.Id, then.Id, ct) is not { } now)
            return; // deleted meanwhile

        await write(unit, now);
        var after = await RecordingTable.Find(unit, voice.Id, then.Id, ct);
        if (TrainingData.Usable(after!) != TrainingData.Usable(now))
            await stage.Refresh(unit, voice, ct);
        await unit.Commit();
    }
}
