using Timbre.Server.Analysis;
using Timbre.Server.Datasets.Archives;
using Timbre.Server.Datasets.Fetching;
using Timbre.Server.Http;
using Timbre.Server.Recordings;
using Timbre.Server.Voices;
using Timbre.Storage;
using Timbre.Storage.Blobs;
using Timbre.Text.Transcripts;

namespace Timbre.Server.Datasets;

/// <summary>Turns a dataset address into recordings.</summary>
internal sealed class DatasetIngest(
    Database db, DatasetImport maker, DatasetDownload download, ScratchFiles scratch, BlobDeletions deletions, DiskSpace disk,
    DatasetLimits datasetLimits)
{
    private const int MaxTextBytes = 8 << 20;
    private const int MaxNamed = 10;

    /// <summary>What an archive says of its sounds.</summary>
    private sealed record Texts(TranscriptTable Table, long SoundBytes, int Sounds, int Given);

    /// <summary>Downloads the dataset and adds its recordings; passes over those that an earlier run has added.</summary>
    /// <param name="voice">Whose dataset.</param>
    /// <param name="progress">Told how far unpacking is.</param>
    /// <param name="ct">Parks the work.</param>
    /// <returns>What of the dataset could not be used, in a sentence; null when all of it could.</returns>
    /// <exception cref="DatasetException">The dataset cannot be had, or cannot be read.</exception>
    public async Task<string?> Run(Voice voice, AnalysisProgress progress, CancellationToken ct)
    {
        using var file = scratch.New();
        if (!disk.HasRoomFor(0))
            throw new DatasetException("disk_full", DiskSpace.Full.Message, mayPass: true);
        var limits = DownloadLimits.Default with
        {
            MaxBytes = datasetLimits.MaxDatasetBytes,
            Total = TimeSpan.FromSeconds(datasetLimits.DownloadTimeoutSeconds),
        };
        var fetched = await download.Download(file.LocalPath, voice.DatasetUrl!, limits, null, ct);
        await DeleteOtherContent(voice, fetched.Sha256, ct);
        return Explain(await Unpack(voice, file.LocalPath, progress, ct));
    }

    private async Task<List<string>> Unpack(Voice voice, string path, AnalysisProgress progress, CancellationToken ct)
    {
        var limits = ArchiveLimits.Default with
        {
            MaxEntries = datasetLimits.MaxDatasetEntries,
            MaxUnpackedBytes = datasetLimits.MaxDatasetUnpackedBytes,
        };
        using var archive = DatasetArchive.Open(path, limits, DatasetName.OfUrl(voice.DatasetUrl!));
        var texts = await Task.Run(() => ReadTexts(archive, ct), ct);
        // is still to come
        var analysing = AnalysisWork.Measure + (voice.IsProfessional ? AnalysisWork.Listen(texts.Sounds, texts.Given) : 0);
        return await Unpack(voice, archive, texts, progress.Part(AnalysisWork.Unpack / (AnalysisWork.Unpack + analysing)), ct);
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
        var secondsLeft = datasetLimits.MaxDatasetSeconds;
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

    private async Task DeleteOtherContent(Voice voice, string sha256, CancellationToken ct)
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

    private static string? Explain(List<string> passedOver)
    {
        var more = passedOver.Count > MaxNamed ? $"; and {passedOver.Count - MaxNamed} more" : "";
        return passedOver.Count == 0 ? null : $"Not used of the dataset: {string.Join("; ", passedOver.Take(MaxNamed))}{more}.";
    }
}
