using System.Net;
using System.Text.Json;
using Timbre.Server.Tests.Hosting;
using Xunit.Abstractions;

namespace Timbre.Server.Tests.Crash;

/// <summary>Somebody who orders voices of every kind, and asks again when the line is dead.</summary>
internal sealed class CrashClient(ServerProcess server, ExternalServices services, ITestOutputHelper output)
{
    private const int MaxOrders = 8;

    /// <summary>A voice that the server said it has, with what is to become of it.</summary>
    public sealed record VoiceOrder(string Uuid, string Kind, string Becomes, int MinRecordings, int MaxRecordings);

    public List<VoiceOrder> Orders { get; } = [];

    public async Task ShopUntil(CancellationToken enough)
    {
        for (var i = 0; Orders.Count < MaxOrders && !enough.IsCancellationRequested; i++)
        {
            Orders.Add((i % 4) switch
            {
                0 => await Uploads($"uploads {i}"),
                1 => await Dataset($"clips {i}", "professional", "clips.zip", "finished", 5, 5),
                2 => await Dataset($"missing {i}", "professional", "nothing.zip", "dataset_issue", 0, 0),
                _ => await Dataset($"talk {i}", "rapid", "talk.wav", "finished", 2, 25),
            });
        }
    }

    public async Task CheckPersisted(VoiceOrder order)
    {
        var voice = await Patiently(() => server.Http.Settled(order.Uuid, 300));
        Assert.True(order.Becomes == voice.Text("status"), $"{order.Kind}: {voice}\n{server.Log}");
        var (_, recordings) = await server.Http.Get($"/api/v2/voices/{order.Uuid}/recordings?page_size=1000");
        var names = recordings.GetProperty("items").EnumerateArray().Select(item => item.Text("name")).ToList();
        Assert.InRange(names.Count, order.MinRecordings, order.MaxRecordings);
        Assert.Equal(names.Count, names.Distinct().Count());
        if (order.Becomes == "finished")
        {
            var (status, spoken) = await server.Http.Post("/synthesize", new { voice_uuid = order.Uuid, data = "Good evening." });
            Assert.True(status == HttpStatusCode.OK && spoken.GetProperty("duration").GetDouble() > 0.3, spoken.ToString()[..200]);
        }
    }

    /// <summary>Once nothing is left to do, every recording has been measured and its words written down.</summary>
    public async Task CheckAnalysed(VoiceOrder order)
    {
        var (_, report) = await server.Http.Get($"/api/v2/voices/{order.Uuid}/analysis?page_size=1000");
        Assert.Equal(report.GetProperty("total_count").GetInt32(), report.GetProperty("summary").GetProperty("analysed").GetInt32());
        foreach (var item in report.GetProperty("items").EnumerateArray())
        {
            var recording = item.GetProperty("recording");
            Assert.True(
                recording.GetProperty("stoi_score").ValueKind == JsonValueKind.Number
                    && recording.GetProperty("transcript_confidence").ValueKind == JsonValueKind.Number,
                $"{order.Kind}: {recording}");
            Assert.True(item.GetProperty("spectrogram").ValueKind == JsonValueKind.Object, $"{order.Kind}: {recording}");
        }
    }

    /// <summary>Every order was told its end: at least once, and one thing only.</summary>
    public async Task CheckWebhooks()
    {
        var until = DateTime.UtcNow.AddSeconds(90);
        while (Orders.Any(order => ReceivedWebhooks(order.Uuid).Count == 0) && DateTime.UtcNow < until)
            await Task.Delay(200);
        foreach (var order in Orders)
        {
            var received = ReceivedWebhooks(order.Uuid);
            Assert.True(received.Count > 0, $"No webhook for {order.Kind}.\n{server.Log}");
            Assert.Single(received.Select(hook => hook.Id).Distinct());
            Assert.All(received, hook => Assert.Equal(order.Becomes, hook.Body.Text("status")));
            if (received.Count > 1)
                output.WriteLine($"{order.Kind}: told {received.Count} times under one id");
        }
    }

    private List<(string Id, JsonElement Body)> ReceivedWebhooks(string uuid) =>
        [.. services.Received.Where(hook => hook.Body.Text("id") == uuid)];

    private async Task<VoiceOrder> Uploads(string name)
    {
        var uuid = await Create(new { name, voice_type = "rapid", callback_uri = $"{services.Url}hook" }, name);
        for (var i = 0; i < 3; i++)
            await Upload(uuid, i);
        await Build(uuid);
        return new VoiceOrder(uuid, name, "finished", 3, 3);
    }

    private async Task<VoiceOrder> Dataset(string name, string type, string file, string becomes, int min, int max)
    {
        var uuid = await Create(
            new { name, voice_type = type, dataset_url = $"{services.Url}data/{file}", callback_uri = $"{services.Url}hook" }, name);
        if (type == "rapid")
            await Build(uuid);
        return new VoiceOrder(uuid, name, becomes, min, max);
    }

    /// <summary>Creates a voice once: an answer that was lost is looked up by the name.</summary>
    private Task<string> Create(object body, string name) => Patiently(async () =>
    {
        var (_, list) = await server.Http.Get("/api/v2/voices?page_size=1000");
        var there = list.GetProperty("items").EnumerateArray().FirstOrDefault(item => item.Text("name") == name);
        if (there.ValueKind == JsonValueKind.Object)
            return there.Text("uuid");
        var (_, created) = await server.Http.Post("/api/v2/voices", body);
        return created.GetProperty("item").Text("uuid");
    });

    private Task<bool> Upload(string uuid, int clip) => Patiently(async () =>
    {
        using var form = Samples.Form($"clip {clip}", Samples.Bytes(clip), Samples.Clips[clip].Text);
        using var response = await server.Http.PostAsync($"/api/v2/voices/{uuid}/recordings", form);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode || text.Contains("name_taken"), text);
        return true;
    });

    /// <summary>Asks for the build once: after a lost answer the voice itself says whether it has begun.</summary>
    private Task<bool> Build(string uuid) => Patiently(async () =>
    {
        var (_, voice) = await server.Http.Get($"/api/v2/voices/{uuid}");
        if (!voice.GetProperty("item").GetProperty("progress").Text("stage").StartsWith("awaiting_", StringComparison.Ordinal))
            return true;
        var (status, body) = await server.Http.Post($"/api/v2/voices/{uuid}/build");
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return true;
    });

    private static async Task<T> Patiently<T>(Func<Task<T>> ask)
    {
        var until = DateTime.UtcNow.AddMinutes(5);
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception dead) when (dead is HttpRequestException or IOException or JsonException or TaskCanceledException
                && DateTime.UtcNow < until)
            {
                await Task.Delay(100);
            }
        }
    }
}
