using Timbre.Models.Voices;
using Timbre.Server.Tests.Analysis;
using Timbre.Server.Tests.Crash;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Training;

public sealed class VoiceTrainingTests
{
    private const int Short = 1; // a clip of 3 s: long training wants twenty phrases, and they may be the same

    [Fact]
    public async Task A_professional_voice_shows_the_curve_that_its_model_holds()
    {
        await using var services = await ExternalServices.Open();
        services.Files["clips.zip"] = Damage.Zip(
            [.. Enumerable.Range(0, 22).Select(i => ($"{i}", Damage.Clean(Short), (string?)Samples.Clips[Short].Text))]);
        await using var server = await TestServer.Start(("Policies:ProfessionalSeconds", "5"), ("Policies:ProfessionalSpeechSeconds", "3"));
        var (_, created) = await server.Http.Post("/api/v2/voices", new { name = "Ada", dataset_url = $"{services.Url}data/clips.zip" });
        var voice = await server.Http.Settled(created.GetProperty("item").Text("uuid"), withinSeconds: 900);
        Assert.True(voice.Text("status") == "finished", voice.ToString());

        using var file = File.OpenRead(
            Assert.Single(Directory.EnumerateFiles(Path.Combine(server.DataFolder, "blobs", voice.Text("uuid")), "*.voice")));
        var model = VoiceModel.Load(file);
        var curve = voice.GetProperty("progress").GetProperty("curve");
        Assert.True(model.Curve.Count > 1);
        Assert.Equal(
            model.Curve.Select(point => (point.Epoch, Math.Round(point.TrainingLoss, 5), Math.Round(point.ValidationLoss, 5))),
            curve.GetProperty("points").EnumerateArray()
                .Select(point =>
                    (point.GetProperty("pass").GetInt32(), point.GetProperty("learnt").GetDouble(),
                        point.GetProperty("held").GetDouble())));
        Assert.Equal(model.IsRapidKept, curve.GetProperty("best_pass").GetInt32() == 0);
    }
}
