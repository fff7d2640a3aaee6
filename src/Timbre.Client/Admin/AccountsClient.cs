using Timbre.Client.Wire;

namespace Timbre.Client;

/// <summary>/admin/v1/accounts</summary>
public sealed class AccountsClient
{
    private const string Accounts = "admin/v1/accounts";
    private readonly Connection _connection;

    internal AccountsClient(Connection connection) => _connection = connection;

    public async Task<Account> Create(NewAccount account, CancellationToken ct = default) =>
        (await _connection.Send(HttpMethod.Post, Accounts, account, ClientJson.Default.NewAccount, ClientJson.Default.AnswerAccount, ct)
            .ConfigureAwait(false)).Required();

    public async Task<IReadOnlyList<Account>> List(CancellationToken ct = default) =>
        (await _connection.Get(Accounts, ClientJson.Default.ListAnswerAccount, ct).ConfigureAwait(false)).Items ?? [];

    public async Task<Account> Update(string id, AccountChange change, CancellationToken ct = default) =>
        (await _connection.Send(
            HttpMethod.Patch, $"{Accounts}/{Uri.EscapeDataString(id)}", change, ClientJson.Default.AccountChange,
            ClientJson.Default.AnswerAccount, ct)
            .ConfigureAwait(false)).Required();

    /// <summary>The secret with which the account's webhooks are signed.</summary>
    public async Task<WebhookSecret> GetWebhookSecret(string id, CancellationToken ct = default) =>
        (await _connection.Get($"{Accounts}/{Uri.EscapeDataString(id)}/webhook_secret", ClientJson.Default.AnswerWebhookSecret, ct)
            .ConfigureAwait(false)).Required();

    /// <summary>A new secret for the account's webhooks; the old one signs beside it for a while.</summary>
    public async Task<WebhookSecret> RotateWebhookSecret(string id, CancellationToken ct = default) =>
        (await _connection.Send(
            HttpMethod.Post, $"{Accounts}/{Uri.EscapeDataString(id)}/webhook_secret", null, ClientJson.Default.AnswerWebhookSecret, ct)
            .ConfigureAwait(false)).Required();
}
