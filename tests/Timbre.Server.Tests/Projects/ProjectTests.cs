using System.Net;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Projects;

public sealed class ProjectTests
{
    [Theory, Databases]
    public async Task A_project_is_made_read_changed_and_deleted(string database)
    {
        await using var server = await TestServer.StartOn(database);
        var (status, created) = await server.Http.Post(
            "/api/v2/projects",
            new { name = " Radio ", description = "plays", is_collaborative = true, is_archived = false, is_public = true });
        var made = created.GetProperty("item");
        FieldTable.Check(FieldTable.Project, made);
        Assert.Equal((HttpStatusCode.OK, "Radio", "plays", true, false, false),
            (status, made.Text("name"), made.Text("description"), made.Is("is_collaborative"), made.Is("is_archived"),
                made.Is("is_public")));
        var path = $"/api/v2/projects/{made.Text("uuid")}";
        Assert.Equal(made.ToString(), (await server.Http.Get(path)).Body.GetProperty("item").ToString());

        var (_, put) = await server.Http.Send(HttpMethod.Put, path, new { name = "Wireless" });
        Assert.Equal(
            ("Wireless", "plays", true),
            (put.GetProperty("item").Text("name"), put.GetProperty("item").Text("description"),
                put.GetProperty("item").Is("is_collaborative")));
        var (_, patched) = await server.Http.Send(
            HttpMethod.Patch, path, new { description = "", is_archived = "True", is_collaborative = (bool?)null });
        Assert.Equal(("Wireless", "", true, true),
            (patched.GetProperty("item").Text("name"), patched.GetProperty("item").Text("description"),
                patched.GetProperty("item").Is("is_collaborative"), patched.GetProperty("item").Is("is_archived")));
        Assert.Equal(patched.GetProperty("item").ToString(), (await server.Http.Get(path)).Body.GetProperty("item").ToString());

        Assert.True((await server.Http.Send(HttpMethod.Delete, path)).Body.Is("success"));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.Get(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.Send(HttpMethod.Delete, path)).Status);
    }

    [Theory, Databases]
    public async Task A_name_is_all_that_is_needed_and_the_list_shows_the_newest_first(string database)
    {
        await using var server = await TestServer.StartOn(database, ("Limits:MaxProjectsPerAccount", "12"));
        for (var i = 0; i < 12; i++)
        {
            var (_, made) = await server.Http.Post("/api/v2/projects", new { name = $"p{i}" });
            FieldTable.Check(FieldTable.Project, made.GetProperty("item"));
            Assert.Equal(
                ("", false, false),
                (made.GetProperty("item").Text("description"), made.GetProperty("item").Is("is_collaborative"),
                    made.GetProperty("item").Is("is_archived")));
            await Task.Delay(2);
        }

        var (_, page) = await server.Http.Get("/api/v2/projects?page=2&page_size=5");
        FieldTable.Check(FieldTable.Page, page);
        Assert.Equal(
            (2, 3, 12),
            (page.GetProperty("page").GetInt32(), page.GetProperty("num_pages").GetInt32(), page.GetProperty("total_count").GetInt32()));
        Assert.Equal(["p6", "p5", "p4", "p3", "p2"], page.GetProperty("items").EnumerateArray().Select(item => item.Text("name")));
        Assert.Equal("too_many_projects", (await server.Http.Post("/api/v2/projects", new { name = "one more" })).Body.Text("code"));
    }

    [Fact]
    public async Task What_cannot_be_stored_is_refused_by_the_name_of_the_field()
    {
        await using var server = await TestServer.Start();
        var (_, made) = await server.Http.Post(
            "/api/v2/projects", new { name = new string('n', 256), description = new string('d', 1024) });
        Assert.True(made.Is("success"));
        foreach (var (field, body) in new (string, object)[]
        {
            ("name", new { }),
            ("name", new { name = "  " }),
            ("name", new { name = new string('n', 257) }),
            ("name", new { name = 7 }),
            ("name", new { name = "a\0b" }),
            ("description", new { name = "n", description = new string('d', 1025) }),
            ("is_archived", new { name = "n", is_archived = "perhaps" }),
            ("is_collaborative", new { name = "n", is_collaborative = 7 }),
        })
        {
            var (status, refused) = await server.Http.Post("/api/v2/projects", body);
            FieldTable.Check(FieldTable.Error, refused);
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.StartsWith($"{field}: ", refused.Text("message"));
        }

        Assert.Equal(1, (await server.Http.Get("/api/v2/projects")).Body.GetProperty("total_count").GetInt32());
    }
}
