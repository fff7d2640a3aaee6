using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Timbre.Client.Wire;

namespace Timbre.Client;

/// <summary>/api/v2/voices</summary>
public sealed class VoicesClient
{
    private readonly Connection _connection;

    internal VoicesClient(Connection connection) => _connection = connection;

    public async Task<Voice> Create(NewVoice voice, CancellationToken ct = default) =>
        (await _connection.Send(HttpMethod.Post, Paths.Voices, voice, ClientJson.Default.NewVoice, ClientJson.Default.AnswerVoice, ct)
            .ConfigureAwait(false)).Required();

    public async Task<Page<Voice>> List(int page = 1, int pageSize = 10, CancellationToken ct = default) =>
        (await _connection.Get(Paths.Page(Paths.Voices, page, pageSize), ClientJson.Default.ListAnswerVoice, ct)
            .ConfigureAwait(false)).AsPage();

    public async Task<Voice> Get(string uuid, CancellationToken ct = default) =>
        (await _connection.Get(Paths.Voice(uuid), ClientJson.Default.AnswerVoice, ct).ConfigureAwait(false)).Required();

    public async Task<Voice> Update(string uuid, VoiceChange change, CancellationToken ct = default) =>
        (await _connection.Send(
            HttpMethod.Patch, Paths.Voice(uuid), change, ClientJson.Default.VoiceChange, ClientJson.Default.AnswerVoice, ct)
            .ConfigureAwait(false)).Required();

    /// <summary>Starts training; <see cref="Get"/>, <see cref="Follow"/> and the webhook tell how it ends.</summary>
    public Task Build(string uuid, CancellationToken ct = default) =>
        _connection.Send(
            HttpMethod.Post, $"{Paths.Voice(uuid)}/build", new BuildRequest(null), ClientJson.Default.BuildRequest,
            ClientJson.Default.AnswerObject, ct);

    /// <summary>The analysis of the voice's recordings.</summary>
    public async Task<VoiceAnalysis> Analysis(string uuid, int page = 1, int pageSize = 10, CancellationToken ct = default) =>
        (await _connection.Get(Paths.Page($"{Paths.Voice(uuid)}/analysis", page, pageSize), ClientJson.Default.AnalysisAnswer, ct)
            .ConfigureAwait(false)).AsAnalysis();

    /// <summary>Deletes the voice and everything made of it.</summary>
    public Task Delete(string uuid, CancellationToken ct = default) =>
        _connection.Send(HttpMethod.Delete, Paths.Voice(uuid), null, ClientJson.Default.AnswerObject, ct);

    /// <summary>The voice's progress as the server streams it, until the stream ends.</summary>
    public async IAsyncEnumerable<VoiceEvent> Follow(string uuid, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var stream = await _connection.Download($"{Paths.Voice(uuid)}/events", ct).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        await foreach (var line in SseParser.Create(stream).EnumerateAsync(ct).ConfigureAwait(false))
        {
            if (line.EventType == "progress" && JsonSerializer.Deserialize(line.Data, ClientJson.Default.VoiceEvent) is { } happened)
                yield return happened;
        }
    }
}
