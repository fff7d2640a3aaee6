using System.Net;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Voices;

public sealed class CreateVoiceTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Theory, Databases]
    public async Task A_voice_is_created_read_back_listed_and_deleted(string database)
    {
        await using var server = await TestServer.StartOn(database);
        var (status, body) = await server.Http.Post("/api/v2/voices", new { name = "Ada" });
        Assert.Equal(HttpStatusCode.OK, status);
        var item = body.GetProperty("item");
        Assert.Equal("initializing", item.Text("status"));
        Assert.Equal("professional", item.Text("voice_type"));

        var (_, read) = await server.Http.Get($"/api/v2/voices/{item.Text("uuid")}");
        Assert.Equal("Ada", read.GetProperty("item").Text("name"));
        var (_, list) = await server.Http.Get("/api/v2/voices?page=1");
        Assert.Equal(1, list.GetProperty("total_count").GetInt32());

        var (deleted, message) = await server.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{item.Text("uuid")}");
        Assert.Equal((HttpStatusCode.OK, "Voice was deleted."), (deleted, message.Text("message")));
        var (gone, _) = await server.Http.Get($"/api/v2/voices/{item.Text("uuid")}");
        Assert.Equal(HttpStatusCode.NotFound, gone);
    }

    [Fact]
    public async Task The_documentations_own_example_creates_a_voice()
    {
        await using var server = await TestServer.Start(("TIMBRE_AUTHORIZED_UPLOADER", "false"));
        var (status, body) = await server.Http.Post(
            "/api/v2/voices", new { name = "Chef", dataset_url = "https://../", callback_uri = "" });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(body.GetProperty("success").GetBoolean());
        Assert.Contains("consent", body.Text("message"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, body.GetProperty("item").GetProperty("callback_uri").ValueKind);
    }

    [Fact]
    public async Task A_consent_that_cannot_be_decoded_is_refused_with_the_stored_voice()
    {
        await using var server = await TestServer.Start(("TIMBRE_AUTHORIZED_UPLOADER", "false"));
        var (status, body) = await server.Http.Post("/api/v2/voices", new { name = "Ada", consent = "not base 64 at all" });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.False(body.GetProperty("success").GetBoolean());
        Assert.Equal("consent_validation_failed", body.GetProperty("item").Text("status"));
        var (found, _) = await server.Http.Get($"/api/v2/voices/{body.GetProperty("item").Text("uuid")}");
        Assert.Equal(HttpStatusCode.OK, found);
    }

    /// <summary>One of the two databases stores it, the other cannot; neither may make it a fault of the server.</summary>
    [Theory, Databases]
    public async Task A_NUL_in_a_text_is_no_fault_of_the_server(string database)
    {
        await using var server = await TestServer.StartOn(database);
        foreach (var (request, refused) in new (object, bool)[]
        {
            (new { name = "a\0b" }, true), (new { name = "a", description = "\0" }, true),
            (new { name = "a", dataset_url = "https://a/\0" }, false), (new { name = "a", callback_uri = "https://a/\0" }, false),
        })
        {
            var (status, body) = await server.Http.Post("/api/v2/voices", request);
            Assert.True(status == HttpStatusCode.BadRequest || !refused && status == HttpStatusCode.OK, body.ToString());
        }

        Assert.NotEqual(
            HttpStatusCode.InternalServerError, (await server.Http.Post("/synthesize", new { voice_uuid = "\0", data = "Hello" })).Status);
    }

    [Theory]
    [InlineData("""{"voice_type":"rapid"}""", "invalid_name")]
    [InlineData("""{"name":"a","voice_type":"fast"}""", "invalid_voice_type")]
    [InlineData("""{"name":"a","dataset_url":"ftp://x/y"}""", "invalid_dataset_url")]
    [InlineData("""{"name":"a","callback_uri":"nonsense"}""", "invalid_callback_uri")]
    [InlineData("""{"name":"a","language":"fr-FR"}""", "language_not_supported")]
    [InlineData("""{"name":3}""", "invalid_json")]
    [InlineData("""{"name":""", "invalid_json")]
    public async Task What_is_wrong_is_named_by_a_code(string json, string code)
    {
        var server = shared.Server;
        using var response = await server.Http.PostAsync(
            "/api/v2/voices", new StringContent(json, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var body = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(code, body.Text("code"));
        Assert.Equal(body.Text("message"), body.Text("error"));
    }
}
