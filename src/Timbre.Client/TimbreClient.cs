using Timbre.Client.Wire;

namespace Timbre.Client;

/// <summary>Client for one API key of a Timbre server: voices, their recordings, consents and callbacks, and speech.</summary>
/// <remarks>
/// Safe for many threads at once. A refusal arrives as a <see cref="TimbreException"/>; so does a server that cannot be reached.
/// </remarks>
public sealed class TimbreClient : IDisposable
{
    private readonly Connection _connection;

    /// <summary>A client of the server at <paramref name="server"/>, e.g. <c>http://127.0.0.1:8080</c>.</summary>
    public TimbreClient(Uri server, string apiKey)
        : this(Connection.NewHttp(), server, apiKey, ownsHttp: true)
    {
    }

    /// <summary>The same over an <see cref="HttpClient"/> that the caller owns.</summary>
    public TimbreClient(HttpClient http, Uri server, string apiKey)
        : this(http, server, apiKey, ownsHttp: false)
    {
    }

    private TimbreClient(HttpClient http, Uri server, string apiKey, bool ownsHttp)
    {
        _connection = new Connection(http, server, apiKey, ownsHttp);
        Voices = new VoicesClient(_connection);
        Recordings = new RecordingsClient(_connection);
        Consents = new ConsentsClient(_connection);
        Callbacks = new CallbacksClient(_connection);
    }

    public VoicesClient Voices { get; }

    public RecordingsClient Recordings { get; }

    public ConsentsClient Consents { get; }

    public CallbacksClient Callbacks { get; }

    /// <summary>POST /synthesize: a finished voice says something.</summary>
    public Task<Speech> Synthesize(SpeechRequest request, CancellationToken ct = default) =>
        _connection.SendFlat(HttpMethod.Post, "synthesize", request, ClientJson.Default.SpeechRequest, ClientJson.Default.Speech, ct);

    public void Dispose() => _connection.Dispose();
}
