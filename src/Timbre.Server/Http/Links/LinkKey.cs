using System.Security.Cryptography;
using Timbre.Storage;

namespace Timbre.Server.Http.Links;

/// <summary>The key that links are signed with. It lies in the database: every server on it opens the links of the others.</summary>
internal sealed class LinkKey(Database db, TimeProvider time)
{
    private const string Name = "links";
    private byte[]? _bytes;

    public ReadOnlySpan<byte> Bytes =>
        _bytes ?? throw new InvalidOperationException("The key is read at start, before anything is served.");

    /// <summary>Reads the key, and makes it at the first start; two servers that start at once end with the same one.</summary>
    public async Task Load(CancellationToken ct)
    {
        await using var unit = await db.Begin(ct);
        await unit.Execute(
            "insert into secrets (name, value, created_at) values (@Name, @value, @now) on conflict (name) do nothing",
            new { Name, value = RandomNumberGenerator.GetBytes(32), now = time.GetUtcNow() }, ct);
        _bytes = await unit.First<byte[]>("select value from secrets where name = @Name", new { Name }, ct);
        await unit.Commit();
    }
}
