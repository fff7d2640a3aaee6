using Timbre.Server.Analysis.Data;
using Timbre.Server.Analysis.Rows;
using Timbre.Server.Jobs;
using Timbre.Server.Recordings;
using Timbre.Server.Voices;
using Timbre.Storage;

namespace Timbre.Server.Analysis;

/// <summary>
/// Brings the analysis of a voice's recordings up to date: some at once, each written when it is done, so that a crash loses no more than
/// those.
/// </summary>
/// <remarks>Two jobs for the same voice take turns at each part, and the second finds nothing left.</remarks>
internal sealed class VoiceAnalysis(
    Database db, VoiceTable voices, AnalysisTable table, AnalysisVersion version, RecordingAnalysis analysis, IBuilds builds,
    AnalysisLimits limits) : IDisposable
{
    /// <summary>
    /// Recordings that share one start of the recogniser, in seconds: it takes a second, and their sound lies in memory together.
    /// </summary>
    private const double MaxBatchSeconds = 120;

    private readonly KeyedLock _locks = new();
    // of all voices together, so that memory holds the sound of no more
    private readonly SemaphoreSlim _slots = new(limits.MaxConcurrency);

    /// <summary>Figures, findings and pictures of what is due.</summary>
    /// <param name="voiceId">Whose recordings.</param>
    /// <param name="progress">Told how much of this is done; null where nobody looks.</param>
    /// <param name="ct">Parks the work.</param>
    /// <exception cref="SupersededException">The voice is gone, or another build than the one that looks on has begun.</exception>
    public async Task Measure(string voiceId, AnalysisProgress.Share? progress, CancellationToken ct)
    {
        using var locked = await _locks.Take($"{voiceId}/measure", ct);
        var due = await table.Due(voiceId, AnalysisPart.Measures, ct);
        await RunInParallel([.. due.Chunk(1)], progress, (one, stop) => Measure(one[0], stop), ct);
    }

    /// <summary>What is said in what is due, which has been measured.</summary>
    /// <param name="only">The ids of the recordings that matter now; null for all.</param>
    /// <inheritdoc cref="Measure(string, AnalysisProgress.Share?, CancellationToken)"/>
    public async Task Transcribe(string voiceId, IReadOnlySet<string>? only, AnalysisProgress.Share? progress, CancellationToken ct)
    {
        using var locked = await _locks.Take($"{voiceId}/listen", ct);
        var due = (await table.Due(voiceId, AnalysisPart.Transcripts, ct)).Where(recording => only?.Contains(recording.Id) != false)
            .ToList();
        // few recordings still keep every core busy
        var batchSeconds = Math.Min(MaxBatchSeconds, due.Sum(recording => recording.Seconds) / limits.MaxConcurrency);
        await RunInParallel(Batch(due, batchSeconds), progress, Transcribe, ct);
    }

    public void Dispose() => _slots.Dispose();

    private static List<Recording[]> Batch(IEnumerable<Recording> due, double seconds)
    {
        var batches = new List<Recording[]>();
        var batch = new List<Recording>();
        foreach (var recording in due)
        {
            if (batch.Count > 0 && batch.Sum(one => one.Seconds) + recording.Seconds > seconds)
            {
                batches.Add([.. batch]);
                batch.Clear();
            }

            batch.Add(recording);
        }

        return batch.Count == 0 ? batches : [.. batches, [.. batch]];
    }

    private async Task RunInParallel(
        List<Recording[]> batches, AnalysisProgress.Share? progress, Func<Recording[], CancellationToken, Task> work,
        CancellationToken ct)
    {
        if (batches.Count == 0)
            return;

        var (seconds, done, counting) = (batches.Sum(batch => batch.Sum(one => one.Seconds)), 0.0, new Lock());
        if (progress is not null)
            await progress.Report(0, ct);
        await Parallel.ForEachAsync(batches,
            new ParallelOptions { MaxDegreeOfParallelism = limits.MaxConcurrency, CancellationToken = ct }, async (batch, stop) =>
        {
            await _slots.WaitAsync(stop);
            try
            {
                await work(batch, stop);
            }
            finally
            {
                _slots.Release();
            }

            double fraction;
            lock (counting)
                fraction = (done += batch.Sum(one => one.Seconds)) / seconds;
            if (progress is not null)
                await progress.Report(fraction, stop);
        });
    }

    private async Task Measure(Recording recording, CancellationToken ct)
    {
        try
        {
            var known = recording.TranscribedBy == version.Transcripts ? await table.TranscriptOf(recording, ct) : null;
            var result = await Task.Run(() => analysis.Measure(recording, known, ct), ct);
            await Save(recording, (unit, now) => table.Save(unit, now, result, ct), ct);
        }
        catch (FileNotFoundException)
        {
            if (await Exists(recording, ct))
                throw;
        }
    }

    private async Task Transcribe(Recording[] batch, CancellationToken ct)
    {
        try
        {
            foreach (var result in await Task.Run(() => analysis.Transcribe(batch, ct), ct))
                // other words are due again
                await Save(
                    result.Recording,
                    (unit, now) => now.Text == result.Recording.Text ? table.Save(unit, now, result, ct) : Task.CompletedTask, ct);
        }
        catch (FileNotFoundException)
        {
            var remaining = new List<Recording>();
            foreach (var recording in batch)
            {
                if (await Exists(recording, ct))
                    remaining.Add(recording);
            }

            if (remaining.Count == batch.Length)
                throw;
            if (remaining.Count > 0)
                await Transcribe([.. remaining], ct);
        }
    }

    /// <summary>Whether a recording whose sound is missing was not deleted meanwhile.</summary>
    private async Task<bool> Exists(Recording recording, CancellationToken ct) =>
        await db.First<string>("select id from recordings where id = @Id", new { recording.Id }, ct) is not null;

    /// <summary>
    /// Writes what was found, while nobody else changes the voice; a crash before costs the time that it took, never data.
    /// </summary>
    private async Task Save(Recording before, Func<UnitOfWork, Recording, Task> write, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        if (await voices.Lock(unit, before.VoiceId, ct) is not { } voice)
            throw new SupersededException();
        if (await RecordingTable.Find(unit, voice.Id, before.Id, ct) is not { } now)
            return; // deleted meanwhile

        await write(unit, now);
        var after = await RecordingTable.Find(unit, voice.Id, before.Id, ct);
        if (TrainingData.Usable(after!) != TrainingData.Usable(now))
            await builds.Notify(unit, voice.Id, BuildEvent.RecordingsAnalysed, ct);
        await unit.Commit();
    }
}
