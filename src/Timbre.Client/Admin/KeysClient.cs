using Timbre.Client.Wire;

namespace Timbre.Client;

/// <summary>/admin/v1/keys</summary>
public sealed class KeysClient
{
    private const string Keys = "admin/v1/keys";
    private readonly Connection _connection;

    internal KeysClient(Connection connection) => _connection = connection;

    /// <summary>The only answer that shows the key itself.</summary>
    public async Task<Key> Create(NewKey key, CancellationToken ct = default) =>
        (await _connection.Send(HttpMethod.Post, Keys, key, ClientJson.Default.NewKey, ClientJson.Default.AnswerKey, ct)
            .ConfigureAwait(false)).Required();

    /// <param name="account">An account's id or name; all accounts when null.</param>
    /// <param name="ct">Stops waiting.</param>
    public async Task<IReadOnlyList<Key>> List(string? account = null, CancellationToken ct = default) =>
        (await _connection.Get(
            account is null ? Keys : $"{Keys}?account={Uri.EscapeDataString(account)}", ClientJson.Default.ListAnswerKey, ct)
            .ConfigureAwait(false)).Items
            ?? [];

    public Task Revoke(string id, CancellationToken ct = default) =>
        _connection.Send(HttpMethod.Delete, $"{Keys}/{Uri.EscapeDataString(id)}", null, ClientJson.Default.AnswerObject, ct);
}
