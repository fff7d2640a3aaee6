using Timbre.Server.Accounts;
using Timbre.Server.Analysis;
using Timbre.Server.Analysis.Comparison;
using Timbre.Server.Analysis.Rows;
using Timbre.Server.Consent;
using Timbre.Server.Consent.Verification;
using Timbre.Server.Datasets.Archives;
using Timbre.Server.Datasets.Fetching;
using Timbre.Server.Hosting;
using Timbre.Server.Http;
using Timbre.Server.Jobs;
using Timbre.Server.Recordings;
using Timbre.Server.Training;
using Timbre.Server.Voices;
using Timbre.Storage;
using Timbre.Storage.Blobs;
using Timbre.Text.Transcripts;

namespace Timbre.Server.Datasets;

/// <summary>
/// The job that turns a dataset address into recordings, and then starts the training, waits for consent, or says what is wrong.
/// </summary>
internal sealed class IngestDataset(
    Database db, VoiceTable voices, DatasetImport maker, DatasetDownload download, Transitions transitions, IntentTable intents,
    VoiceAnalysis analysis, SpeakerCheck speakers, DuplicateCheck copies, AnalysisTable analyses, AnalysisPromise promise,
    TrainingDataChecks verdicts, AccountTable accounts, ConsentTable consents, ConsentGate gate, BlobDeletions deletions,
    ScratchFiles scratch, DiskSpace disk, Settings settings, TimeProvider time) : IIntentHandler
{
    private const int MaxTextBytes = 8 << 20;
    private const int MaxNamed = 10;
    private const int MaxPassingFailures = 3;

    // Work for a second of sound, as it was measured, in any unit: it divides the bar of progress, and nothing else.
    private const double UnpackWork = 14, MeasureWork = 20, AlignWork = 20, RecogniseWork = 170;

    /// <summary>What an archive says of its sounds.</summary>
    private sealed record Texts(TranscriptTable Table, long SoundBytes, int Sounds, int Given);

    public string Kind => "ingest";

    public int AtOnce => 2;

    public async Task Run(Intent intent, CancellationToken ct)
    {
        if (await voices.Find(intent.Subject.Id, ct) is not { DatasetUrl: not null, DatasetDone: false } voice
            || voice.Build != intent.Build)
        {
            await using var unit = await db.Begin(ct);
            await IntentTable.Remove(unit, intent.Id, ct);
            await unit.Commit();
            return; // deleted or changed meanwhile, or an earlier run died after its commit
        }

        await voices.Progress(voice.Id, voice.Build, Stage.Downloading, 0, null, ct);
        using var file = scratch.New();
        try
        {
            if (!disk.HasRoomFor(0))
                throw new DatasetException("disk_full", DiskSpace.Full.Message, mayPass: true);
            var limits =
                DownloadLimits.Default with
                {
                    MaxBytes = settings.Limits.MaxDatasetBytes,
                    Total = TimeSpan.FromSeconds(settings.Limits.DownloadTimeoutSeconds)
                };
            var fetched = await download.Download(file.LocalPath, voice.DatasetUrl, limits, null, ct);
            await ForgetOtherContent(voice, fetched.Sha256, ct);
            var passedOver = await Analyse(voice, file.LocalPath, ct);
            await Conclude(intent, passedOver, ct);
        }
        catch (DatasetException wrong) when (wrong.MayPass && intent.Attempts < MaxPassingFailures)
        {
            await TryLater(intent, ct);
        }
        catch (DatasetException wrong)
        {
            await Refuse(intent, wrong.Message, ct);
        }
    }

    public async Task GiveUp(UnitOfWork unit, Intent intent, CancellationToken ct)
    {
        if (await voices.Lock(unit, intent.Subject.Id, ct) is { } voice && voice.Build == intent.Build)
            await transitions.Fail(
                unit, voice,
                "The dataset could not be read for a reason inside the server, several times. The operator finds it in the log; build "
                    + "again when it is mended.",
                ct);
    }

    /// <summary>
    /// Reads the dataset and measures what it brought; for a professional voice also what is said, which a rapid one does not wait for.
    /// </summary>
    private async Task<List<string>> Analyse(Voice voice, string path, CancellationToken ct)
    {
        using var progress = new AnalysisProgress(voices, voice, time);
        var limits =
            ArchiveLimits.Default with
            {
                MaxEntries = settings.Limits.MaxDatasetEntries,
                MaxUnpackedBytes = settings.Limits.MaxDatasetUnpackedBytes
            };
        using var archive = DatasetArchive.Open(path, limits, DatasetName.OfUrl(voice.DatasetUrl!));
        var texts = await Task.Run(() => ReadTexts(archive, ct), ct);
        var listening = voice.IsProfessional
            ? texts.Sounds == 0 ? RecogniseWork : (AlignWork * texts.Given + RecogniseWork * (texts.Sounds - texts.Given)) / texts.Sounds
            : 0;
        var work = UnpackWork + MeasureWork + listening;

        var passedOver = await Unpack(voice, archive, texts, progress.Part(UnpackWork / work), ct);
        await analysis.Measure(voice.Id, progress.Part(MeasureWork / work), ct);
        await speakers.Run(voice.Id, ct);
        await copies.Run(voice.Id, ct);
        if (voice.IsProfessional)
            await analysis.Transcribe(voice.Id, null, progress.Part(listening / work), ct);
        return passedOver;
    }

    /// <summary>
    /// Adds every sound file; runs again from the start after a crash and passes over what is there. What could not be used, with why.
    /// </summary>
    private async Task<List<string>> Unpack(
        Voice voice, DatasetArchive archive, Texts texts, AnalysisProgress.Share progress, CancellationToken ct)
    {
        await progress.Report(0, ct);
        var passedOver = new List<string>();
        var done = 0L;
        var secondsLeft = settings.Limits.MaxDatasetSeconds;
        foreach (var entry in archive.Entries(ct).Where(entry => entry.Kind == DatasetEntryKind.Sound))
        {
            done += entry.Length;
            if (!await maker.Has(voice.Id, entry.Name, ct))
            {
                if (!disk.HasRoomFor(entry.Length))
                    throw new DatasetException("disk_full", DiskSpace.Full.Message, mayPass: true);
                if (await Task.Run(() => AddOne(voice, entry, texts.Table.Find(entry.Name), secondsLeft, ct), ct) is { } reason)
                    passedOver.Add($"{entry.Name}: {reason}");
            }

            await progress.Report((double)done / Math.Max(1, texts.SoundBytes), ct);
        }

        passedOver.AddRange(archive.Ignored.Select(ignored => $"{ignored.Name}: {ignored.Reason}"));
        return passedOver;
    }

    private static Texts ReadTexts(DatasetArchive archive, CancellationToken ct)
    {
        var texts = new List<TranscriptFile>();
        var sounds = new List<string>();
        var soundBytes = 0L;
        foreach (var entry in archive.Entries(ct))
        {
            if (entry.Kind == DatasetEntryKind.Sound)
            {
                sounds.Add(entry.Name);
                soundBytes += entry.Length;
            }
            else if (entry.ReadAll(MaxTextBytes, ct) is { } bytes)
                texts.Add(new TranscriptFile(entry.Name, bytes));
        }

        var table = TranscriptTable.Read(texts);
        return new Texts(table, soundBytes, sounds.Count, sounds.Count(name => table.Find(name) is not null));
    }

    private async Task<string?> AddOne(Voice voice, DatasetEntry entry, string? transcript, double secondsLeft, CancellationToken ct)
    {
        using var file = scratch.New();
        await using (var content = file.Open())
            entry.CopyTo(content, ct);
        return await maker.Add(voice, entry.Name, file, transcript, secondsLeft, ct);
    }

    private async Task ForgetOtherContent(Voice voice, string sha256, CancellationToken ct)
    {
        if (voice.DatasetSha256 == sha256)
            return;

        await using var unit = await db.Begin(ct);
        var freed = await RecordingTable.DeleteDataset(unit, voice.Id, ct);
        await VoiceTable.ClearDataset(unit, voice.Id, sha256, ct);
        await unit.Commit();
        foreach (var blob in freed)
            await deletions.Delete(blob);
    }

    private async Task Conclude(Intent intent, List<string> passedOver, CancellationToken ct)
    {
        if (await voices.Find(intent.Subject.Id, ct) is not { } analysed)
            return;
        var verdict = await verdicts.Of(analysed, ct);
        await using var unit = await db.Begin(ct);
        if (await voices.Lock(unit, intent.Subject.Id, ct) is not { } voice || voice.Build != intent.Build)
            return;

        var allowed = await accounts.Find(voice.AccountId, ct) is { } account
            && gate.RefuseToBuild(account, await consents.StatusOf(voice.Id, ct)) is null;
        await voices.DatasetIsHere(unit, voice.Id, Explain(passedOver), ct);
        if (await analyses.IsDue(unit, voice.Id, ct))
            await promise.Promise(unit, voice.Id, ct); // what is said in a rapid voice's recordings
        await IntentTable.Remove(unit, intent.Id, ct);
        if (verdict.Missing is not null)
        {
            await transitions.RefuseData(unit, voice, $"{verdict.Issue} {Explain(passedOver)}".TrimEnd(), verdict.AtFault, ct);
        }
        else if (!allowed)
        {
            await voices.Move(unit, voice.Id, VoiceStatus.Initializing, Stage.AwaitingConsent, null, ct);
        }
        else
        {
            await voices.Move(unit, voice.Id, VoiceStatus.Running, Stage.Queued, null, ct);
            await intents.Add(unit, DecideConsent.Work, voice.Id, voice.Build, null, ct);
        }

        await unit.Commit();
    }

    private static string? Explain(List<string> passedOver) => passedOver.Count == 0 ? null
        : $"Not used of the dataset: {string.Join("; ", passedOver.Take(MaxNamed))}{(passedOver.Count > MaxNamed
        ? $"; and {passedOver.Count - MaxNamed} more"
        : "")}.";

    private async Task Refuse(Intent intent, string issue, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        if (await voices.Lock(unit, intent.Subject.Id, ct) is { } voice && voice.Build == intent.Build)
            await transitions.RefuseData(unit, voice, issue, [], ct);
        await IntentTable.Remove(unit, intent.Id, ct);
        await unit.Commit();
    }

    private async Task TryLater(Intent intent, CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        await unit.Execute("update intents set attempts = attempts + 1 where id = @Id", new { intent.Id }, ct);
        await intents.Postpone(
            unit, intent.Id, time.GetUtcNow() + TimeSpan.FromSeconds(settings.Policies.RetryScale * 5 * Math.Pow(3, intent.Attempts)), ct);
        await unit.Commit();
    }
}
