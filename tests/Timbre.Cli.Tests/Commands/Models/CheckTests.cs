using System.Text.Json;
using Timbre.Bundles.Tests.Material;
using Timbre.Cli.Tests.Hosting;

namespace Timbre.Cli.Tests.Commands.Models;

public sealed class CheckTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("timbre-cli-test-");

    private string Data => Path.Combine(_folder.FullName, "data");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_model_that_cannot_be_run_is_not_measured()
    {
        await Run("add", Model(), "--name", "mine"); // of a width of 1, which no network has

        (await Run("check", "mine")).NotDoneAfterProgress("The model cannot be run: whisper.cpp cannot load it");

        Assert.False(File.Exists(Path.Combine(Data, "models", "mine", "check.json")));
    }

    [WhisperFact]
    public async Task A_real_model_is_measured_and_the_figures_are_kept()
    {
        await Run("add", WhisperFactAttribute.Model!);

        var check = (await Run("check", "whisper-base")).Done();

        Assert.Matches("whisper-base: its files are those that were added\n  word errors +[0-9]+\\.[0-9] % of 92 words\n", check.Out);
        Assert.Contains("same words twice   yes", check.Out);
        var kept = (await Run("list", "--json")).Done().Json[0].GetProperty("check");
        Assert.InRange(kept.GetProperty("word_errors").GetDouble(), 0, 0.1);
        Assert.InRange(kept.GetProperty("real_time_factor").GetDouble(), 0.01, 20);
        Assert.InRange(kept.GetProperty("memory_bytes").GetInt64(), 60_000_000, 2_000_000_000);
        Assert.Equal(JsonValueKind.Array, kept.GetProperty("isolation").ValueKind);
        Assert.DoesNotContain("not measured", (await Run("use", "whisper-base")).Done().Error);
    }

    private Task<Outcome> Run(params string[] args) => Outcome.Of(["models", .. args], name => name == "TIMBRE_DATA" ? Data : null);

    private string Model()
    {
        var path = Path.Combine(_folder.FullName, "ggml-small-one.bin");
        File.WriteAllBytes(path, new WhisperFileBuilder().Build());
        return path;
    }
}
