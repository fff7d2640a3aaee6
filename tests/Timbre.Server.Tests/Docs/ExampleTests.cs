using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Docs;

/// <summary>
/// Every call of the document, made on a real server with the document's own example; only what an example names by a uuid is put in.
/// </summary>
public sealed partial class ExampleTests
{
    /// <summary>
    /// What needs more than the document can say: a whole backup, a callback that was sent, a link that was signed, a recorded consent, a
    /// model on the disk.
    /// </summary>
    private static readonly string[] Elsewhere = [
        "RestoreBackup", "RedeliverCallback", "RedeliverClipCallback", "RedeliverBatchCallback", "RecordingAudio", "ClipAudio",
        "GiveConsent", "AddModel", "CheckModel", "RemoveModel"
    ];

    /// <summary>
    /// What is made first is there when it is read, changed and deleted; a collection comes before what lies in it, and goes after it.
    /// </summary>
    private static readonly string[] Order = ["post", "get", "put", "patch", "delete"];

    [Fact]
    public async Task Every_call_takes_its_example_and_answers_in_the_shape_that_it_promises()
    {
        await using var server = await TestServer.Start();
        using var host = server.Operator();
        var document = await DocumentTests.Document(server);
        var shape = new Shape(document);
        var (voice, recording) = await FinishedVoice(server);
        var made = new Dictionary<string, string>
        {
            ["voice"] = voice,
            ["recording"] = recording,
            ["account"] = "default",
            ["model"] = "timbre"
        };
        var wrong = new List<string>();
        var calls = 0;

        foreach (var (path, method, operation) in Operations(document))
        {
            using var request = Request(path, method, operation, made);
            var client = path.StartsWith("/admin/", StringComparison.Ordinal) ? host : server.Http;
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            calls++;
            var (status, type) = (((int)response.StatusCode).ToString(), response.Content.Headers.ContentType?.MediaType);
            var answers = operation.GetProperty("responses");
            if (!(response.IsSuccessStatusCode || status == "501") || !answers.TryGetProperty(status, out var documented)
                || !documented.GetProperty("content").TryGetProperty(type!, out var content))
            {
                wrong.Add(
                    $"{method} {path}: {status} {type} {(type == "application/json" ? await response.Content.ReadAsStringAsync() : "")}");
                continue;
            }

            if (type != "application/json")
                continue;
            var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            wrong.AddRange(shape.Misfits(content.GetProperty("schema"), answer).Select(misfit => $"{method} {path}: {misfit}"));
            if (method == "post" && answer.TryGetProperty("item", out var item) && Id(item) is { } id)
                made[Singular(path.Split('/').Last(step => !step.StartsWith('{')))] = id;
            if (operation.Text("operationId") == "CreateVoice")
                made["voice"] = voice; // the one that can speak
        }

        Assert.True(calls > 25, $"Only {calls} calls were made.");
        Assert.Empty(wrong);
    }

    /// <summary>The call with its example, of what was made before.</summary>
    private static HttpRequestMessage Request(string path, string method, JsonElement operation, Dictionary<string, string> made) =>
        new(
            new HttpMethod(method),
            Place().Replace(
                path, place => $"{place.Groups[1].Value}/{made.GetValueOrDefault(Singular(place.Groups[1].Value), "none")}"))
        {
            Content = Body(operation, made),
        };

    [Theory]
    [InlineData("""{"a":1,"b":[null,"x"]}""", "")]
    [InlineData("""{"b":[]}""", "answer.a: missing")]
    [InlineData("""{"a":1,"c":2}""", "answer.c: not in the document")]
    [InlineData("""{"a":"1"}""", "answer.a: string in the place of integer")]
    [InlineData("""{"a":1.5,"b":[3]}""", "answer.a: number in the place of integer, answer.b[0]: fits none of")]
    public void An_answer_that_is_not_as_promised_is_noticed(string answer, string misfits)
    {
        var schema = JsonDocument.Parse(
            """
            {"type":"object","required":["a"],"properties":{
                "a":{"type":"integer"},
                "b":{"type":"array","items":{"oneOf":[{"type":"null"},{"type":"string"}]}}}}
            """).RootElement;
        Assert.StartsWith(misfits, string.Join(", ", new Shape(schema).Misfits(schema, JsonDocument.Parse(answer).RootElement)));
    }

    private static IEnumerable<(string Path, string Method, JsonElement Operation)> Operations(JsonElement document) =>
        DocumentTests.Operations(document)
        .Where(operation =>
            !operation.Operation.TryGetProperty("x-same-as", out _) && !Elsewhere.Contains(operation.Operation.Text("operationId")))
        .Where(operation => !operation.Operation.GetProperty("responses").TryGetProperty("101", out _))
        .OrderBy(operation => Array.IndexOf(Order, operation.Method))
        .ThenBy(operation => operation.Path.Count(letter => letter == '{') * (operation.Method == "delete" ? -1 : 1))
        .ThenBy(operation => operation.Method == "delete" ? -operation.Path.Length : 0);

    private static async Task<(string Voice, string Recording)> FinishedVoice(TestServer server)
    {
        var (_, created) = await server.Http.Post("/api/v2/voices", new { name = "Reader", voice_type = "rapid" });
        var uuid = created.GetProperty("item").Text("uuid");
        using var form = Samples.Form("all", Samples.Long());
        using var uploaded = await server.Http.PostAsync($"/api/v2/voices/{uuid}/recordings", form);
        var recording = JsonDocument.Parse(await uploaded.Content.ReadAsStringAsync()).RootElement.GetProperty("item").Text("uuid");
        await server.Http.Post($"/api/v2/voices/{uuid}/build");
        Assert.Equal("finished", (await server.Http.Settled(uuid)).Text("status"));
        return (uuid, recording);
    }

    private static HttpContent? Body(JsonElement operation, Dictionary<string, string> made)
    {
        if (!operation.TryGetProperty("requestBody", out var body))
            return null;
        var media = body.GetProperty("content").EnumerateObject().First();
        var example = JsonNode.Parse(media.Value.GetProperty("example").GetRawText())!.AsObject();
        if (media.Name == "multipart/form-data")
            return Form(example);
        foreach (var name in example.Select(field => field.Key)
            .Where(name => name == "voice" || name.EndsWith("_uuid", StringComparison.Ordinal)).ToList())
            example[name] = made[name.Replace("_uuid", "")];
        return JsonContent.Create(example);
    }

    /// <summary>A sound with the example's fields.</summary>
    private static MultipartFormDataContent Form(JsonObject example)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(Samples.Bytes(0)), "file", "sound.wav" } };
        foreach (var (field, value) in example)
            form.Add(new StringContent(value!.ToString()), field);
        return form;
    }

    private static string Singular(string collection) => collection == "batch" ? collection : collection.TrimEnd('s');

    private static string? Id(JsonElement item) =>
        item.TryGetProperty("uuid", out var uuid) ? uuid.GetString() : item.TryGetProperty("id", out var id) ? id.GetString() : null;

    [GeneratedRegex(@"(\w+)/\{\w+\}")]
    private static partial Regex Place();
}
