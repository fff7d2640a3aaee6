using Timbre.Storage;

namespace Timbre.Server.Voices;

/// <summary>The rows of voices. Whoever asks for an account's voice names the account: another's does not exist.</summary>
internal sealed class VoiceTable(Database db, TimeProvider time)
{
    private const string Select =
        """
        select voices.*, builds.number as build, builds.status, builds.stage, builds.fraction, builds.seconds_left, builds.issue,
            builds.notes, builds.curve, builds.fill, (select status from consents where voice_id = voices.id) as consent_status
        from voices join builds on builds.voice_id = voices.id
        """;

    public Task<Voice?> Find(string accountId, string id, CancellationToken ct) =>
        db.First<Voice>($"{Select} where id = @id and account_id = @accountId", new { id, accountId }, ct);

    /// <summary>For the server's own work, whoever owns it.</summary>
    public Task<Voice?> Find(string id, CancellationToken ct) =>
        db.First<Voice>($"{Select} where id = @id", new { id }, ct);

    /// <summary>The row inside a transaction, locked against others where the database knows row locks.</summary>
    public Task<Voice?> Lock(UnitOfWork unit, string id, CancellationToken ct) =>
        unit.First<Voice>($"{Select} where id = @id{(db.Dialect == Dialect.Postgres ? " for update" : "")}", new { id }, ct);

    public async Task<(int Total, IReadOnlyList<Voice> Page)> List(string accountId, int offset, int limit, CancellationToken ct) => (
        await Count(accountId, ct),
        await db.Query<Voice>(
            $"{Select} where account_id = @accountId order by created_at desc, id desc limit @limit offset @offset",
            new { accountId, limit, offset }, ct));

    /// <summary>The account's voices of a name, whatever its case in ASCII.</summary>
    public Task<IReadOnlyList<Voice>> FindByName(string accountId, string name, int limit, CancellationToken ct) =>
        db.Query<Voice>(
            $"{Select} where account_id = @accountId and lower(name) = lower(@name) order by created_at, id limit @limit",
            new { accountId, name, limit }, ct);

    public Task<int> Count(string accountId, CancellationToken ct) =>
        db.First<int>("select count(*) from voices where account_id = @accountId", new { accountId }, ct);

    /// <summary>Adds the row; <see cref="IBuilds.Begin"/> adds that of its build, without which no voice is found.</summary>
    public static Task Add(UnitOfWork unit, Voice voice, CancellationToken ct) => unit.Execute(
        """
        insert into voices (
            id, account_id, name, description, voice_type, language, dataset_url, callback_uri, dataset_done, dataset_seconds, model_build,
            created_at, updated_at)
        values (
            @Id, @AccountId, @Name, @Description, @VoiceType, @Language, @DatasetUrl, @CallbackUri, @DatasetDone, @DatasetSeconds,
            @ModelBuild, @CreatedAt, @UpdatedAt)
        """, voice, ct);

    public Task<int> Describe(
        UnitOfWork unit, string id, string name, string? description, string? datasetUrl, string? callbackUri, string language,
        bool datasetDone, CancellationToken ct) => unit.Execute(
        """
        update voices set
            name = @name, description = @description, dataset_url = @datasetUrl, callback_uri = @callbackUri, language = @language,
            dataset_done = @datasetDone, updated_at = @now
        where id = @id
        """, new { id, name, description, datasetUrl, callbackUri, language, datasetDone, now = time.GetUtcNow() }, ct);

    /// <summary>Another dataset, or another content at the same address: what the old one brought no longer counts.</summary>
    public static Task<int> ClearDataset(UnitOfWork unit, string id, string? sha256, CancellationToken ct) =>
        unit.Execute(
            "update voices set dataset_seconds = 0, dataset_sha256 = @sha256, dataset_notes = null where id = @id", new { id, sha256 },
            ct);

    /// <summary>Counts the sound of one file of the dataset, in the transaction that adds its recordings.</summary>
    public static Task<int> AddDatasetSeconds(UnitOfWork unit, string id, double seconds, CancellationToken ct) =>
        unit.Execute("update voices set dataset_seconds = dataset_seconds + @seconds where id = @id", new { id, seconds }, ct);

    /// <summary>What of the dataset could not be used.</summary>
    public static Task<int> NoteDataset(UnitOfWork unit, string id, string? notes, CancellationToken ct) =>
        unit.Execute("update voices set dataset_notes = @notes where id = @id", new { id, notes }, ct);

    /// <summary>The recordings of the dataset are all here.</summary>
    public Task<int> DatasetIsHere(UnitOfWork unit, string id, CancellationToken ct) => unit.Execute(
        "update voices set dataset_done = @yes, updated_at = @now where id = @id", new { id, yes = true, now = time.GetUtcNow() }, ct);

    /// <summary>A recording of the dataset is gone, and its seconds with it.</summary>
    public static Task<int> ShrinkDataset(UnitOfWork unit, string id, double seconds, CancellationToken ct) => unit.Execute(
        "update voices set dataset_seconds = case when dataset_seconds > @seconds then dataset_seconds - @seconds else 0 end where id = "
            + "@id",
        new { id, seconds }, ct);

    /// <summary>Which record lets the model speak; null where none does any more.</summary>
    public static Task<int> Permit(UnitOfWork unit, string id, string? record, CancellationToken ct) =>
        unit.Execute("update voices set model_permit = @record where id = @id", new { id, record }, ct);

    /// <summary>Another model speaks from now on.</summary>
    public static Task<int> ReplaceModel(UnitOfWork unit, string id, string modelBlob, int build, string permit, CancellationToken ct) =>
        unit.Execute(
        "update voices set model_blob = @modelBlob, model_build = @build, model_permit = @permit where id = @id",
        new { id, modelBlob, build, permit }, ct);

    public static Task<int> Delete(UnitOfWork unit, string id, CancellationToken ct) =>
        unit.Execute("delete from voices where id = @id", new { id }, ct);
}
