using Timbre.Server.Plumbing;
using Timbre.Storage;

namespace Timbre.Server.Keys;

/// <summary>Makes the default account and its key where there is none, and keeps what the environment says of them.</summary>
internal sealed class FirstStart(Database db, AccountTable accounts, Settings settings, TimeProvider time)
{
    /// <summary>The same, and prints a key that was made up: this once.</summary>
    public async Task Announce(CancellationToken ct)
    {
        if (await Run(ct) is { } key)
            Console.WriteLine($"The API key of the default account, shown this once: {key}");
    }

    /// <summary>Runs at every start, and changes nothing at the second. A key that was made up here is returned: it is printed once and stored nowhere.</summary>
    public async Task<string?> Run(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var account = await accounts.FindByIdOrName(Account.DefaultName, ct);
        var fresh = account is null;
        account ??= Account.New(Account.DefaultName, "pro", settings.AuthorizedUploader, settings.Company, now);
        var keyGiven = settings.ApiKey ?? (fresh ? ApiKey.Generate() : null);

        await using var unit = await db.Begin(ct);
        if (fresh)
            await AccountTable.Add(unit, account, ct);
        else if (settings.AuthorizedUploader || settings.Company is not null)
            await unit.Execute(
                """
                update accounts set authorized_uploader = case when @yes then @yes else authorized_uploader end, company = coalesce(@company, company)
                where id = @id
                """, new { yes = settings.AuthorizedUploader, company = settings.Company, id = account.Id }, ct);
        if (keyGiven is not null && await unit.First<string>("select id from keys where hash = @hash", new { hash = ApiKey.HashOf(keyGiven) }, ct) is null)
            await KeyTable.Add(unit, ApiKey.New(account.Id, "first start", keyGiven, now), ct);
        await unit.Commit();

        return settings.ApiKey is null ? keyGiven : null;
    }
}
