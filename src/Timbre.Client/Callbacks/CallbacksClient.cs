using Timbre.Client.Wire;

namespace Timbre.Client;

/// <summary>/api/v2/voices/{voice}/callbacks: the log of what was sent to <c>callback_uri</c>.</summary>
public sealed class CallbacksClient
{
    private readonly Connection _connection;

    internal CallbacksClient(Connection connection) => _connection = connection;

    public async Task<Page<Callback>> List(string voice, int page = 1, int pageSize = 10, CancellationToken ct = default) =>
        (await _connection.Get(Paths.Page(Paths.Callbacks(voice), page, pageSize), ClientJson.Default.ListAnswerCallback, ct)
            .ConfigureAwait(false)).AsPage();

    /// <summary>Sends it again, with the same id and body.</summary>
    public Task Redeliver(string voice, string id, CancellationToken ct = default) =>
        _connection.Send(
            HttpMethod.Post, $"{Paths.Callbacks(voice)}/{Uri.EscapeDataString(id)}/redeliver", null, ClientJson.Default.AnswerObject, ct);
}
