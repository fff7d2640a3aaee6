using Timbre.Bundles.Tests.Material;
using Timbre.Cli.Tests.Hosting;

namespace Timbre.Cli.Tests.Commands.Models;

public sealed class ModelsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("timbre-cli-test-");

    private string Data => Path.Combine(_folder.FullName, "data");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_model_is_added_listed_used_and_removed_and_each_step_says_what_can_follow()
    {
        var none = (await Run("list")).Done();
        Assert.Equal("", none.Out);
        Assert.Contains("no models; the built-in recogniser is in use. Add one: timbre models add PATH.", none.Error);

        var added = (await Run("add", Model(), "--name", "mine")).Done().Out.Split('\n');
        Assert.Matches("^mine: Whisper tiny, weights f16, 95 tensors; [0-9]+ languages; 0 MB; licence not found\\.$", added[0]);
        Assert.Equal("Measure it with: timbre models check mine", added[1]);
        Assert.Equal("Use it with:     timbre models use mine", added[2]);

        var used = (await Run("use", "mine")).Done();
        Assert.Contains("mine writes down speech from now on.", used.Error);
        Assert.Contains("It was not measured on this machine yet: timbre models check mine", used.Error);
        Assert.Matches("mine +yes +recognise +0 MB", (await Run("list")).Done().Out);

        Assert.Equal("mine is gone.\n", (await Run("remove", "mine")).Done().Error);
        Assert.Equal("", (await Run("list")).Done().Out);
    }

    [Fact]
    public async Task A_program_gets_all_models_with_what_is_known_of_them()
    {
        await Run("add", Model(), "--name", "a");
        await Run("add", Model(), "--name", "b");
        await Run("use", "b");

        var rows = (await Run("list", "--json")).Done().Json.EnumerateArray().ToList();

        Assert.Equal(["a", "b"], rows.Select(row => row.GetProperty("model").GetProperty("name").GetString()));
        Assert.Equal([false, true], rows.Select(row => row.GetProperty("in_use").GetBoolean()));
        Assert.All(rows, row => Assert.False(row.TryGetProperty("check", out _)));
        Assert.Equal(64, rows[0].GetProperty("model").GetProperty("files")[0].GetProperty("sha256").GetString()!.Length);
    }

    [Fact]
    public async Task The_built_in_recogniser_is_chosen_by_its_name()
    {
        await Run("add", Model(), "--name", "mine");
        await Run("use", "mine");

        var used = (await Run("use", "built-in")).Done();

        Assert.Contains("built-in writes down speech from now on.", used.Error);
        Assert.DoesNotContain("measured", used.Error);
        Assert.DoesNotContain("yes", (await Run("list")).Done().Out);
    }

    [Fact]
    public async Task What_cannot_be_done_is_told_in_one_sentence()
    {
        await Run("add", Model(), "--name", "mine");
        var page = Path.Combine(_folder.FullName, "page.bin");
        await File.WriteAllTextAsync(page, "<html>");

        (await Run("add", Path.Combine(_folder.FullName, "nothing"))).NotDone("There is no file or folder");
        (await Run("add", Model(), "--name", "mine")).NotDone("There is a model mine already");
        (await Run("add", Model(), "--name", "My Model")).NotDone("is not a name for a model");
        (await Run("add", page)).NotDone("it is a web page");
        (await Run("use", "other")).NotDone("There is no model other; there are: mine.");
        (await Run("remove", "other")).NotDone("There is no model other");
        (await Run("check", "other")).NotDone("There is no model other");
        (await Run("get", "whisper-huge")).NotDone("There is no whisper-huge to fetch; there are whisper-tiny, whisper-tiny.en");
        (await Run("add")).NotDone("--help", code: 2);
    }

    [Fact]
    public async Task A_damaged_manifest_is_told_and_the_model_can_be_removed()
    {
        await Run("add", Model(), "--name", "mine");
        await File.WriteAllTextAsync(Path.Combine(Data, "models", "mine", "timbre-model.json"), "{");

        (await Run("list")).NotDone("is damaged: remove the model (timbre models remove mine) and add it again.");
        (await Run("remove", "mine")).Done();

        (await Run("list")).Done();
    }

    private Task<Outcome> Run(params string[] args) => Outcome.Of(["models", .. args], name => name == "TIMBRE_DATA" ? Data : null);

    private string Model()
    {
        var path = Path.Combine(_folder.FullName, "ggml-small-one.bin");
        File.WriteAllBytes(path, new WhisperFileBuilder().Build());
        return path;
    }
}
