using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Timbre.Server.Http.Maintenance;

namespace Timbre.Server.Tests.Hosting.Health;

public sealed class HealthTests
{
    [Theory, Databases]
    public async Task A_healthy_server_says_so_without_a_key(string database)
    {
        await using var server = await TestServer.StartOn(database);
        using var anybody = new HttpClient { BaseAddress = server.Url };
        Assert.Equal(HttpStatusCode.OK, (await anybody.Get("/health/live")).Status);

        var (status, body) = await anybody.Get("/health/ready");
        Assert.Equal((HttpStatusCode.OK, "ready"), (status, body.Text("status")));
        Assert.All(body.GetProperty("checks").EnumerateObject(), check => Assert.Equal("ok", check.Value.GetString()));
        Assert.Contains("ffmpeg", body.ToString());
    }

    [Fact]
    public async Task A_full_disk_is_named()
    {
        await using var server = await TestServer.Start(("Limits:MinFreeDiskBytes", $"{long.MaxValue / 2}"));
        await NotReady(server, "disk");
    }

    [PostgresFact]
    public async Task A_database_that_does_not_answer_is_named_and_nothing_about_it_told()
    {
        var database = await Crash.ScratchDatabase.Create();
        await using var server = await TestServer.Start(("TIMBRE_DATABASE", database.Connection));
        await database.DisposeAsync(); // now it is gone
        var received = await NotReady(server, "database");
        Assert.DoesNotContain("timbre_", received);
        Assert.DoesNotContain("Password", received);
    }

    [Fact]
    public async Task From_the_first_sign_of_the_end_it_is_not_ready_but_alive()
    {
        await using var server = await TestServer.Start();
        server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await NotReady(server, "process");
        Assert.Equal(HttpStatusCode.OK, (await server.Http.Get("/health/live")).Status);
    }

    [Fact]
    public async Task In_maintenance_everything_else_is_put_off()
    {
        await using var server = await TestServer.Start();
        var mode = server.Services.GetRequiredService<MaintenanceMode>();
        using (await mode.Begin(TimeSpan.FromSeconds(10), default))
        {
            using var refused = await server.Http.GetAsync("/api/v2/voices");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
            await NotReady(server, "process");
        }

        Assert.Equal(HttpStatusCode.OK, (await server.Http.Get("/api/v2/voices")).Status);
    }

    private static async Task<string> NotReady(TestServer server, string part)
    {
        var (status, body) = await server.Http.Get("/health/ready");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not_ready"), (status, body.Text("status")));
        Assert.Equal(
            [part],
            body.GetProperty("checks").EnumerateObject().Where(check => check.Value.GetString() != "ok").Select(check => check.Name));
        return body.ToString();
    }
}
