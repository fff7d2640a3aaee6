using Timbre.Client.Wire;

namespace Timbre.Client;

/// <summary>/api/v2/voices/{voice}/recordings</summary>
public sealed class RecordingsClient
{
    private readonly Connection _connection;

    internal RecordingsClient(Connection connection) => _connection = connection;

    public async Task<Recording> Create(string voice, NewRecording recording, CancellationToken ct = default)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent(recording.Name), "name");
        if (recording.Text is not null)
            form.Add(new StringContent(recording.Text), "text");
        if (recording.Emotion is not null)
            form.Add(new StringContent(recording.Emotion), "emotion");
        form.Add(new StringContent(recording.IsActive ? "true" : "false"), "is_active");
        var file = new StreamContent(recording.Sound);
        file.Headers.ContentType = new("application/octet-stream");
        form.Add(file, "file", recording.FileName);
        return (await _connection.Send(HttpMethod.Post, Paths.Recordings(voice), form, ClientJson.Default.AnswerRecording, ct)
            .ConfigureAwait(false)).Required();
    }

    public async Task<Page<Recording>> List(string voice, int page = 1, int pageSize = 10, CancellationToken ct = default) =>
        (await _connection.Get(Paths.Page(Paths.Recordings(voice), page, pageSize), ClientJson.Default.ListAnswerRecording, ct)
            .ConfigureAwait(false)).AsPage();

    public async Task<Recording> Get(string voice, string uuid, CancellationToken ct = default) =>
        (await _connection.Get(Paths.Recording(voice, uuid), ClientJson.Default.AnswerRecording, ct).ConfigureAwait(false)).Required();

    public async Task<Recording> Update(string voice, string uuid, RecordingChange change, CancellationToken ct = default) =>
        (await _connection.Send(
            HttpMethod.Patch, Paths.Recording(voice, uuid), change, ClientJson.Default.RecordingChange, ClientJson.Default.AnswerRecording,
            ct)
            .ConfigureAwait(false)).Required();

    public Task Delete(string voice, string uuid, CancellationToken ct = default) =>
        _connection.Send(HttpMethod.Delete, Paths.Recording(voice, uuid), null, ClientJson.Default.AnswerObject, ct);
}
