using Timbre.Storage;

namespace Timbre.Server.Terms.Phonemes;

/// <summary>The rows of phonemes. Whoever asks for one names the account: another's does not exist.</summary>
internal sealed class PhonemeTable(Database db)
{
    public Task<Phoneme?> Find(string accountId, string id, CancellationToken ct) =>
        db.First<Phoneme>("select * from phonemes where id = @id and account_id = @accountId", new { id, accountId }, ct);

    /// <summary>All of an account, the oldest first.</summary>
    public Task<IReadOnlyList<Phoneme>> All(string accountId, CancellationToken ct) =>
        db.Query<Phoneme>("select * from phonemes where account_id = @accountId order by created_at, id", new { accountId }, ct);

    public async Task<(int Total, IReadOnlyList<Phoneme> Page)> List(string accountId, int offset, int limit, CancellationToken ct) => (
        await Count(accountId, ct),
        await db.Query<Phoneme>(
            "select * from phonemes where account_id = @accountId order by created_at desc, id desc limit @limit offset @offset",
            new { accountId, limit, offset }, ct));

    public Task<int> Count(string accountId, CancellationToken ct) =>
        db.First<int>("select count(*) from phonemes where account_id = @accountId", new { accountId }, ct);

    public static Task Add(UnitOfWork unit, Phoneme phoneme, CancellationToken ct) => unit.Execute(
        """
        insert into phonemes (id, account_id, word, phonetic_transcription, created_at, updated_at)
        values (@Id, @AccountId, @Word, @PhoneticTranscription, @CreatedAt, @UpdatedAt)
        """, phoneme, ct);

    public static Task<int> Delete(UnitOfWork unit, string accountId, string id, CancellationToken ct) =>
        unit.Execute("delete from phonemes where id = @id and account_id = @accountId", new { id, accountId }, ct);
}
