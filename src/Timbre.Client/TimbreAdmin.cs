using Timbre.Client.Wire;

namespace Timbre.Client;

/// <summary>Client for the operator of a Timbre server: accounts, keys, backup and restore.</summary>
public sealed class TimbreAdmin : IDisposable
{
    private readonly Connection _connection;

    /// <summary>A client of the server at <paramref name="server"/>; the key lies in <c>operator.key</c> of its data folder.</summary>
    public TimbreAdmin(Uri server, string operatorKey)
        : this(Connection.NewHttp(), server, operatorKey, ownsHttp: true)
    {
    }

    /// <summary>The same over an <see cref="HttpClient"/> that the caller owns.</summary>
    public TimbreAdmin(HttpClient http, Uri server, string operatorKey)
        : this(http, server, operatorKey, ownsHttp: false)
    {
    }

    private TimbreAdmin(HttpClient http, Uri server, string operatorKey, bool ownsHttp)
    {
        _connection = new Connection(http, server, operatorKey, ownsHttp);
        Accounts = new AccountsClient(_connection);
        Keys = new KeysClient(_connection);
    }

    public AccountsClient Accounts { get; }

    public KeysClient Keys { get; }

    /// <summary>
    /// The backup as the server makes it. A connection that breaks shows as an <see cref="IOException"/> while reading, never as a short
    /// file.
    /// </summary>
    /// <param name="models">Whether the models that were added go with it.</param>
    public Task<Stream> Backup(bool models = false, CancellationToken ct = default) =>
        _connection.Download(models ? "admin/v1/backup?models=true" : "admin/v1/backup", ct);

    /// <summary>Puts a backup in the place of everything the server holds; answers what the server says about it.</summary>
    public async Task<string?> Restore(Stream backup, CancellationToken ct = default)
    {
        using var content = new StreamContent(backup);
        content.Headers.ContentType = new("application/octet-stream");
        var answer = await _connection.Send(HttpMethod.Post, "admin/v1/restore", content, ClientJson.Default.AnswerObject, ct)
            .ConfigureAwait(false);
        return answer.Message;
    }

    public void Dispose() => _connection.Dispose();
}
