using System.Net;
using System.Text;
using System.Text.Json;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Unsupported;

namespace Timbre.Server.Tests.Unsupported;

public sealed class UnsupportedTests
{
    [Fact]
    public async Task What_the_original_documents_and_this_server_does_not_do_is_answered_by_name()
    {
        await using var server = await TestServer.Start();
        foreach (var (what, routes) in UnsupportedModule.Known)
        {
            var deeper = $"PUT /{routes[0].Split('/')[1]}/some/thing/else";
            foreach (var route in routes.Append(deeper))
            {
                var (method, path) = (route.Split(' ')[0], route.Split(' ')[1].Replace("{uuid}", "abc").Replace("{index}", "0"));
                using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v2{path}?page=1");
                if (method is "POST" or "PATCH")
                    request.Content = new MultipartFormDataContent { { new StringContent("not json"), "field" } };
                using var response = await server.Http.SendAsync(request);
                Assert.True(response.StatusCode == HttpStatusCode.NotImplemented, $"{route}: {response.StatusCode}");
                var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
                FieldTable.Check(FieldTable.Error, error);
                Assert.Equal("not_supported", error.Text("code"));
                Assert.StartsWith(what, error.Text("message"));
            }
        }

        using var nobody = new HttpClient { BaseAddress = server.Url };
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync("/api/v2/account")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.Get("/api/v2/nothing-of-the-kind")).Status);
    }

    [Fact]
    public void Readme_lists_every_one_of_them()
    {
        var readme = File.ReadAllText(RepositoryFolder.PathOf("README.md"), Encoding.UTF8);
        Assert.All(
            UnsupportedModule.Known.SelectMany(known => known.Routes).Select(route => route.Split('/')[1]).Distinct(),
            root => Assert.Contains($"`/{root}`", readme));
    }
}
