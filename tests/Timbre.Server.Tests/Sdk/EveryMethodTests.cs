using System.Text.Json;
using Timbre.Server.Tests.Clips;
using Timbre.Server.Tests.Hosting;
using Timbre.Server.Tests.Speech;

namespace Timbre.Server.Tests.Sdk;

/// <summary>No method of the SDK is left out: the script counts them by the SDK's own list.</summary>
public sealed class EveryMethodTests(SpeakingServer speaking) : IClassFixture<SpeakingServer>
{
    private const string Sound = "/usr/share/pocketsphinx/test/data/librivox/sense_and_sensibility_01_austen_64kb-0880.wav";

    [Fact]
    public async Task Every_method_of_the_sdk_is_answered_as_its_types_and_the_field_tables_promise()
    {
        var seen = await Node.Run("every-method.mjs", speaking.Server.Url.ToString().TrimEnd('/'), TestServer.Key, speaking.Voice, Sound);
        Assert.Empty(seen.GetProperty("missing").EnumerateArray());

        CheckItems(seen);
        CheckPages(seen);
        CheckEnds(seen);

        Assert.Contains("501", seen.GetProperty("secure_upload").Text("message")); // the SDK tells the status alone
        FieldTable.Check(FieldTable.Direct, seen.GetProperty("direct"));
        Assert.InRange(seen.GetProperty("streamed").GetInt32(), 10_000, 10_000_000);

        Assert.Equal("ipa", Item("phoneme_create").Text("alphabet"));
        Assert.Equal(3, Item("batch_create").GetProperty("body").GetArrayLength());
        Assert.All(Item("batch_create").GetProperty("body").EnumerateArray(), pair => Assert.Equal(2, pair.GetArrayLength()));
        Assert.Equal(3, Item("batch_done").GetProperty("completed_count").GetInt32());
        Assert.All(Item("batch_done").GetProperty("clips").EnumerateArray(), clip => FieldTable.Check(FieldTable.Clip, clip));
        ClipCalls.CheckTimes(
            Item("clip_sync").GetProperty("timestamps"), "This is a test.", Item("clip_sync").GetProperty("duration").GetDouble());
        Assert.Equal("This is another test.", Item("clip_updated").Text("body"));

        CheckCallbacks(seen);

        JsonElement Item(string step) => seen.GetProperty(step).GetProperty("item");
    }

    /// <summary>What is made, read and changed has the fields of its kind.</summary>
    private static void CheckItems(JsonElement seen)
    {
        foreach (var (table, steps) in new (string, string[])[]
        {
            (FieldTable.Project, ["project_create", "project_get", "project_update"]),
            (FieldTable.Phoneme, ["phoneme_create", "phoneme_get"]),
            (FieldTable.TermSubstitution, ["substitution_create", "substitution_get"]),
            (FieldTable.Clip, ["clip_sync", "clip_rendered", "clip_updated"]),
            (FieldTable.ClipWithoutSound, ["clip_async", "clip_update"]),
            (FieldTable.Batch, ["batch_create", "batch_pairs", "batch_done"]),
            (FieldTable.Voice, ["voice_create", "voice_get", "voice_update"]),
            (FieldTable.Recording, ["recording_create", "recording_get", "recording_update"]),
        })
        {
            foreach (var step in steps)
            {
                Assert.True(seen.GetProperty(step).Is("success"), $"{step}: {seen.GetProperty(step)}");
                FieldTable.Check(table, seen.GetProperty(step).GetProperty("item"));
            }
        }
    }

    private static void CheckPages(JsonElement seen)
    {
        foreach (var (table, step) in new[]
        {
            (FieldTable.Project, "projects_all"), (FieldTable.Phoneme, "phonemes_all"), (FieldTable.TermSubstitution, "substitutions_all"),
            (FieldTable.Clip, "clips_all"),
            (FieldTable.Batch, "batches_all"), (FieldTable.Voice, "voices_all"), (FieldTable.Recording, "recordings_all"),
        })
        {
            FieldTable.Check(FieldTable.Page, seen.GetProperty(step));
            Assert.NotEmpty(seen.GetProperty(step).GetProperty("items").EnumerateArray());
            Assert.All(seen.GetProperty(step).GetProperty("items").EnumerateArray(), item => FieldTable.Check(table, item));
        }
    }

    /// <summary>What is deleted, gone or refused says so.</summary>
    private static void CheckEnds(JsonElement seen)
    {
        foreach (var step in new[] {
            "project_delete", "phoneme_delete", "substitution_delete", "clip_delete", "batch_delete", "voice_delete", "recording_delete"
        })
        {
            FieldTable.Check(FieldTable.Done, seen.GetProperty(step));
            Assert.True(seen.GetProperty(step).Is("success"), step);
        }

        foreach (var step in new[] { "project_gone", "clip_gone", "batch_gone", "voice_build_refused" })
        {
            FieldTable.Check(FieldTable.Error, seen.GetProperty(step));
            Assert.False(seen.GetProperty(step).Is("success"), step);
        }

        foreach (var step in seen.GetProperty("unsupported").EnumerateObject())
        {
            FieldTable.Check(FieldTable.Error, step.Value);
            Assert.Equal((false, "not_supported"), (step.Value.Is("success"), step.Value.Text("code")));
        }
    }

    private static void CheckCallbacks(JsonElement seen)
    {
        var received = seen.GetProperty("told").EnumerateArray().ToList();
        Assert.Equal(3, received.Count);
        Assert.Equal(2, received.Count(body => body.TryGetProperty("audio_timestamps", out _)));
        Assert.All(
            received.Where(body => body.TryGetProperty("audio_timestamps", out _)),
            body => FieldTable.Check(FieldTable.ClipCallback, body));
        FieldTable.Check(FieldTable.Batch, received.Single(body => body.TryGetProperty("total_count", out _)));
    }
}
