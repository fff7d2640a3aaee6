using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Timbre.Models.Voices;
using Timbre.Server.Analysis;
using Timbre.Server.Batches;
using Timbre.Server.Clips.Rendering;
using Timbre.Server.Consent;
using Timbre.Server.Http;
using Timbre.Server.Jobs;
using Timbre.Server.Jobs.Scheduling;
using Timbre.Server.Speech;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Speech;
using Timbre.Server.Tests.Webhooks;
using Timbre.Server.Voices;
using Timbre.Server.Webhooks;
using Timbre.Storage;

namespace Timbre.Server.Tests.Consent;

/// <summary>Nothing goes around the gate: by how the server is made, and by trying everything it has.</summary>
public sealed class GateTests
{
    private static readonly Type[] Permits = [typeof(ConsentGate.TrainingPermit), typeof(ConsentGate.SpeakingPermit)];

    [Fact]
    public void Nobody_but_the_gate_makes_a_permit()
    {
        foreach (var permit in Permits)
        {
            Assert.True(permit.IsSealed && permit.DeclaringType == typeof(ConsentGate));
            Assert.All(
                permit.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic),
                constructor => Assert.True(constructor.IsPrivate));
            Assert.All(
                Calls.To(permit.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic)),
                caller => Assert.Equal(permit, Calls.Home(caller)));
        }
    }

    [Fact]
    public void What_trains_and_what_loads_a_model_takes_a_permit_and_there_is_one_of_each()
    {
        var training = Assert.Single(
            Calls.To([.. typeof(VoiceEngine).GetMethods().Where(method => method.Name == nameof(VoiceEngine.Train))]));
        Assert.Contains(training.GetParameters(), parameter => parameter.ParameterType == typeof(ConsentGate.TrainingPermit));

        var loading = Assert.Single(Calls.To([typeof(VoiceModel).GetMethod(nameof(VoiceModel.Load))!]));
        Assert.Equal(typeof(VoiceModels), Calls.Home(loading));
        var ways = typeof(VoiceModels).GetMethods(
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(method =>
                method.ReturnType.ToString().Contains("LoadedVoice") || method.ReturnType.ToString().Contains("VoiceModel]")).ToList();
        Assert.Equal(typeof(ConsentGate.SpeakingPermit), Assert.Single(ways).GetParameters()[0].ParameterType);

        var speaking = Calls.To(
            [.. typeof(VoiceEngine).GetMethods().Where(method => method.Name == nameof(VoiceEngine.Open)),
                .. typeof(VoiceSession).GetMethods().Where(method => method.DeclaringType == typeof(VoiceSession))]);
        Assert.NotEmpty(speaking);
        Assert.All(speaking, caller => Assert.Equal(typeof(SpeechSynthesizer), Calls.Home(caller)));
    }

    [Fact]
    public async Task No_route_and_no_job_trains_or_speaks_without_a_verdict()
    {
        await using var server = await TestServer.Start(ConsentAudio.Asking());
        using var phrases = new PhraseCount(server);
        var uuid = await server.Http.NewVoice(consent: null);
        await server.Finish(uuid, []);
        var (_, made) = await server.Http.Post("/api/v2/projects", new { name = "Radio" });
        var project = made.GetProperty("item").Text("uuid");
        await Set(server, "update voices set model_permit = null where id = @uuid", uuid);

        var tried = 0;
        foreach (var (method, path) in Routes(server, uuid, project).OrderBy(route => route.Method == "DELETE"))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path)
            {
                Content = method is "POST" or "PUT" or "PATCH"
                    ? JsonContent.Create(
                        new
                        {
                            name = "Ada",
                            voice_uuid = uuid,
                            voice = uuid,
                            data = "Hello.",
                            input = "Hello.",
                            body = "Hello.",
                            callback_uri = "http://127.0.0.1:1/hook",
                            word = "a",
                            original_text = "a",
                            replacement_text = "b"
                        })
                    : null,
            };
            using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            tried++;
            Assert.False(
                response.Content.Headers.ContentType?.MediaType?.StartsWith("audio/", StringComparison.Ordinal), $"{method} {path}");
        }

        Assert.True(tried > 60, $"Only {tried} routes were tried.");
        Assert.Equal(0, phrases.Made);
    }

    [Fact]
    public async Task No_kind_of_job_trains_or_speaks_for_a_voice_without_a_verdict()
    {
        await using var server = await TestServer.Start(ConsentAudio.Asking());
        using var phrases = new PhraseCount(server);
        var kinds = server.Services.GetRequiredService<JobKinds>();
        Assert.Equal(kinds.All.Select(kind => kind.Type).ToHashSet(), Works("").Select(work => work.GetType()).ToHashSet());
        for (var i = 0; i < Works("").Count; i++)
        {
            var uuid = await server.Http.NewVoice(consent: null);
            var work = Works(uuid)[i];
            var kind = kinds.Of(work.GetType()).Name;
            await Set(server, "update builds set status = 'running', stage = 'queued', number = number + 1 where voice_id = @uuid", uuid);
            var (queue, arguments) = (JobKind.QueueName(kind, work.Queue), JsonSerializer.Serialize(work, work.GetType(), Wire.Options));
            await Set(server,
                $"""
                insert into jobs (id, kind, queue, arguments, voice_id, account_id, state, attempts, due_at, created_at, epoch)
                select id || 'x', '{kind}', '{queue}', '{arguments}', id, account_id, 'queued', 0, 0, 0, 0
                from voices where id = @uuid
                """, uuid);
            server.Services.GetRequiredService<JobRelay>().Wake(null, DateTimeOffset.MinValue);
            await Idle(server, uuid);
            var (_, voice) = await server.Http.Get($"/api/v2/voices/{uuid}");
            Assert.True(voice.GetProperty("item").Text("status") != "finished", kind);
            Assert.DoesNotContain(
                Directory.EnumerateFiles(Path.Combine(server.DataFolder, "blobs", uuid)),
                file => file.EndsWith(".voice", StringComparison.Ordinal));
            await server.Http.Send(HttpMethod.Delete, $"/api/v2/voices/{uuid}");
        }

        Assert.Equal(0, phrases.Made);
    }

    private static IEnumerable<(string Method, string Path)> Routes(TestServer server, string voice, string project) =>
        from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let pattern = endpoint.RoutePattern.RawText!
        where !pattern.StartsWith("/admin", StringComparison.Ordinal) && !pattern.EndsWith("/events", StringComparison.Ordinal)
        let path = string.Join(
            '/',
            pattern.Split('/')
                .Select((part, i) =>
                    !part.StartsWith('{')
                        ? part
                        : pattern.Split('/')[i - 1] is "projects" ? project : pattern.Split('/')[i - 1] is "voices" ? voice : "none"))
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        where method is not ("CONNECT" or "HEAD")
        select (method, path);

    /// <summary>One job of each kind and queue, for a voice that has none of the clips and batches.</summary>
    private static IReadOnlyList<IJob> Works(string uuid) =>
    [
        .. Enum.GetValues<BuildStep>().Select(step => new RunBuild(uuid, 2, step)), new AnalyseRecordings(uuid),
        new AnalyseRecordings(uuid, IsStale: true),
        new DeliverCallbacks("voice", uuid), new RenderClip("none", uuid, 1), new RenderBatch("none", uuid),
    ];

    private static async Task Set(TestServer server, string sql, string uuid)
    {
        await using var unit = await server.Services.GetRequiredService<Database>().Begin(default);
        Assert.Equal(1, await unit.Execute(sql, new { uuid }, default));
        await unit.Commit();
    }

    private static async Task Idle(TestServer server, string uuid)
    {
        for (var until = DateTime.UtcNow.AddSeconds(90); DateTime.UtcNow < until; await Task.Delay(100))
        {
            if (await server.Services.GetRequiredService<Database>()
                .First<int>("select count(*) from jobs where id = @uuid || 'x'", new { uuid }, default) == 0)
                return;
        }
    }
}
