using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Recordings;
using Timbre.Storage;

namespace Timbre.Server.Tests.Analysis;

/// <summary>Recordings that are uploaded one by one: measured right after, and before anything is built of them.</summary>
public sealed class UploadAnalysisTests
{
    [Theory, Databases]
    public async Task An_upload_answers_at_once_and_is_measured_and_written_down_a_moment_later(string database)
    {
        await using var server = await TestServer.StartOn(database);
        var voice = await server.NewVoice();
        var item = await server.Http.Recorded(voice, "one", Samples.Bytes(2));
        Assert.Equal(JsonValueKind.Null, item.GetProperty("analysed_at").ValueKind);

        var recording = (await server.Http.Report(voice)).Named("one");
        Assert.InRange(recording.GetProperty("metrics").GetProperty("signal_to_noise_ratio").GetDouble(), 10, 60);
        Assert.Matches("^[A-F]$", recording.GetProperty("metrics").Text("loudness_grade"));
        Assert.InRange(recording.GetProperty("stoi_score").GetDouble(), 0.7, 1);
        Assert.InRange(recording.GetProperty("pesq_score").GetDouble(), 1.3, 4.64);
        Assert.InRange(recording.GetProperty("si_dr_score").GetDouble(), 0, 40);
        Assert.InRange(recording.GetProperty("resemble_sample_score").GetDouble(), 0.3, 1);
        Assert.Equal((JsonValueKind.Null, "recognised"), (recording.GetProperty("text").ValueKind, recording.Text("transcript_source")));
        Assert.Contains("selfish", recording.Text("transcript"));

        await server.Http.Send(HttpMethod.Put, $"{Upload.RecordingsOf(voice)}/{item.Text("uuid")}", new { text = Samples.Clips[2].Text });
        var given = (await server.Http.Report(voice)).Named("one");
        Assert.Equal(
            (Samples.Clips[2].Text, Samples.Clips[2].Text, "given"),
            (given.Text("text"), given.Text("transcript"), given.Text("transcript_source")));
    }

    [Fact]
    public async Task A_build_measures_first_what_nobody_has_measured_and_does_without_what_is_spoilt()
    {
        await using var server = await TestServer.Start(("Policies:RapidRecordings", "2"));
        var voice = await server.NewVoice();
        foreach (var i in (int[])[0, 2, 3])
            await server.Http.Recorded(voice, $"good {i}", Samples.Bytes(i));
        await server.Http.Recorded(voice, "spoilt", Damage.Wav(Damage.Clipped(Damage.Clean(4))));
        await server.Http.Post($"/api/v2/voices/{voice}/build");
        var built = await server.Http.Settled(voice);

        Assert.Equal("finished", built.Text("status"));
        Assert.Equal("Learnt from 3 of 4 recordings. Left out: 1 recording is clipped (spoilt).", built.Text("notes"));
        var (_, list) = await server.Http.Get($"{Upload.RecordingsOf(voice)}?page_size=100");
        Assert.All(
            list.GetProperty("items").EnumerateArray(),
            item => Assert.Equal(JsonValueKind.String, item.GetProperty("analysed_at").ValueKind));
    }

    [Fact]
    public async Task A_build_of_nothing_but_spoilt_recordings_says_what_to_do_with_them()
    {
        await using var server = await TestServer.Start();
        var voice = await server.NewVoice();
        foreach (var i in (int[])[0, 2, 3])
            await server.Http.Recorded(voice, $"spoilt {i}", Damage.Wav(Damage.Clipped(Damage.Clean(i))));
        await server.Http.Report(voice);
        var (status, refused) = await server.Http.Post($"/api/v2/voices/{voice}/build");
        Assert.Equal((HttpStatusCode.BadRequest, "not_enough_data"), (status, refused.Text("code")));
        Assert.Contains("send 3 more recordings", refused.Text("message"));
        Assert.EndsWith(
            "3 recordings are clipped (spoilt 0, spoilt 2, spoilt 3); for each: record again with less gain, so that the loudest words "
                + "stay below full scale.",
            refused.Text("message"));
        var (_, now) = await server.Http.Get($"/api/v2/voices/{voice}");
        Assert.Equal("awaiting_recordings", now.GetProperty("item").GetProperty("progress").Text("stage"));
    }

    [Theory, Databases]
    public async Task What_the_analysis_leaves_out_the_caller_may_take_in_and_no_later_analysis_overrules_it(string database)
    {
        await using var server = await TestServer.StartOn(database);
        var voice = await server.NewVoice();
        var spoilt = await server.Http.Recorded(voice, "spoilt", Damage.Wav(Damage.Clipped(Damage.Clean(0))));
        var good = await server.Http.Recorded(voice, "good", Samples.Bytes(0));
        var report = await server.Http.Report(voice);
        Assert.Equal((false, true), (report.Named("spoilt").Is("is_active"), report.Named("good").Is("is_active")));

        foreach (var (item, active) in new[] { (spoilt, true), (good, false) })
            await server.Http.Send(HttpMethod.Put, $"{Upload.RecordingsOf(voice)}/{item.Text("uuid")}", new { is_active = active });
        await using (var unit = await server.Services.GetRequiredService<Database>().Begin(default))
        {
            await unit.Execute("update recordings set measured_by = 'an older version', signal_to_noise_ratio = null", null, default);
            await unit.Commit();
        }

        await server.Restart(); // which finds out that another version has measured them
        var until = DateTime.UtcNow.AddMinutes(2);
        do
        {
            Assert.True(DateTime.UtcNow < until, "Nothing was analysed anew.");
            await Task.Delay(100);
            report = await server.Http.Report(voice);
        }
        while (report.Items()
            .Exists(item => item.Recording().GetProperty("metrics").GetProperty("signal_to_noise_ratio").ValueKind == JsonValueKind.Null));

        Assert.Equal((true, false), (report.Named("spoilt").Is("is_active"), report.Named("good").Is("is_active")));
        Assert.Contains("clipping", report.Named("spoilt").Codes("fix"));
        Assert.Equal(1, report.GetProperty("summary").GetProperty("usable").GetInt32());
    }

    [Fact]
    public async Task A_copy_is_warned_of_for_as_long_as_the_other_one_is_there()
    {
        await using var server = await TestServer.Start();
        var voice = await server.NewVoice();
        var first = await server.Http.Recorded(voice, "first", Samples.Bytes(0));
        await server.Http.Recorded(voice, "second", Samples.Bytes(0));
        await Until(async () => (await server.Http.Report(voice)).Named("second").Codes().Contains("duplicate"));
        Assert.True((await server.Http.Report(voice)).Named("second").Is("is_active"));

        await server.Http.Send(HttpMethod.Delete, $"{Upload.RecordingsOf(voice)}/{first.Text("uuid")}");
        await Until(async () => !(await server.Http.Report(voice)).Named("second").Codes().Contains("duplicate"));
    }

    private static async Task Until(Func<Task<bool>> isSo)
    {
        var until = DateTime.UtcNow.AddMinutes(2);
        while (!await isSo())
        {
            Assert.True(DateTime.UtcNow < until, "It did not become so within two minutes.");
            await Task.Delay(100);
        }
    }
}
