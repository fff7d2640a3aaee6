using Timbre.Server.Hosting;
using Timbre.Storage;

namespace Timbre.Server.Accounts;

/// <summary>Makes the default account and its key where there is none, and keeps what the environment says of them.</summary>
internal sealed class DefaultAccount(Database db, AccountTable accounts, Settings settings, TimeProvider time)
{
    /// <summary>The same, and prints a key that was made up: this once.</summary>
    public async Task EnsureAndPrintKey(CancellationToken ct)
    {
        if (await Ensure(ct) is { } key)
            Console.WriteLine($"The API key of the default account, shown this once: {key}");
    }

    /// <summary>
    /// Runs at every start, and changes nothing at the second. A key that was made up here is returned: it is printed once and stored
    /// nowhere.
    /// </summary>
    public async Task<string?> Ensure(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var account = await accounts.FindByIdOrName(Account.DefaultName, ct);
        var isNew = account is null;
        account ??= Account.New(Account.DefaultName, "pro", settings.AuthorizedUploader, settings.Company, now);
        var apiKey = settings.ApiKey ?? (isNew ? ApiKey.Generate() : null);

        await using var unit = await db.Begin(ct);
        if (isNew)
            await AccountTable.Add(unit, account, ct);
        else if (settings.AuthorizedUploader || settings.Company is not null)
            await unit.Execute(
                """
                update accounts set authorized_uploader = case when @yes then @yes else authorized_uploader end,
                    company = coalesce(@company, company)
                where id = @id
                """, new { yes = settings.AuthorizedUploader, company = settings.Company, id = account.Id }, ct);
        if (apiKey is not null
            && await unit.First<string>("select id from keys where hash = @hash", new { hash = ApiKey.HashOf(apiKey) }, ct) is null)
            await KeyTable.Add(unit, ApiKey.New(account.Id, "first start", apiKey, now), ct);
        await unit.Commit();

        return settings.ApiKey is null ? apiKey : null;
    }
}
