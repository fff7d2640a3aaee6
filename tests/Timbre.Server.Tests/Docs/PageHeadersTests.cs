using System.Net;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Docs;

public sealed class PageHeadersTests(SharedServer shared) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData("/docs", "text/html")]
    [InlineData("/docs/main.js", "text/javascript")]
    [InlineData("/docs/docs.css", "text/css")]
    [InlineData("/openapi.json", "application/json")]
    public async Task The_page_and_its_files_open_without_a_key_and_run_nothing_from_elsewhere(string path, string type)
    {
        var server = shared.Server;
        using var nobody = new HttpClient { BaseAddress = server.Url };
        using var response = await nobody.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'", policy);
        Assert.DoesNotContain("unsafe", policy);

        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        using var unchanged = await nobody.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Theory]
    [InlineData("/docs/nothing.js")]
    [InlineData("/docs/%2e%2e%2fTimbre.Server.dll")]
    [InlineData("/docs/..%2f..%2foperations%2fCreateVoice.md")]
    public async Task Nothing_else_is_served_from_there(string path)
    {
        var server = shared.Server;
        using var response = await server.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task The_bare_address_leads_to_the_page_for_people()
    {
        var server = shared.Server;
        using var response = await server.Http.GetAsync("/");
        Assert.Equal("/studio", response.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("<title>", await response.Content.ReadAsStringAsync());
    }
}
