using Timbre.Bundles.Files;
using Timbre.Bundles.Store;
using Timbre.Bundles.Tests.Material;

namespace Timbre.Bundles.Tests.Store;

public sealed class DamagedBundleTests : IDisposable
{
    private readonly TemporaryFolder _scratch = new();
    private readonly BundleFolder _models;
    private readonly Bundle _bundle;

    public DamagedBundleTests()
    {
        _models = new BundleFolder(_scratch.At("models"), TimeProvider.System);
        _bundle = _models.Add(_scratch.Write("a.bin", new WhisperFileBuilder().Build()), "mine", null, CancellationToken.None);
    }

    private string Manifest => Path.Combine(_bundle.Folder, "timbre-model.json");

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"x\"")]
    public void A_manifest_that_is_none_is_told_and_the_bundle_can_be_removed(string content)
    {
        File.WriteAllText(Manifest, content);

        Refused("is damaged: remove the model (timbre models remove mine) and add it again.", () => _models.Find("mine"));
        Refused("is damaged", () => _models.List());
        _models.Remove("mine");
        Assert.Empty(_models.List());
    }

    [Theory]
    [InlineData("\"name\": \"mine\"", "\"name\": \"other\"")]
    [InlineData("\"path\": \"a.bin\"", "\"path\": \"../a.bin\"")]
    [InlineData("\"path\": \"a.bin\"", "\"path\": \"/etc/passwd\"")]
    [InlineData("\"path\"", "\"pfad\"")]
    [InlineData("\"sha256\": \"", "\"sha256\": \"00")]
    [InlineData("\"files\"", "\"folders\"")]
    [InlineData("\"can\"", "\"could\"")]
    [InlineData("\"languages\"", "\"tongues\"")]
    [InlineData("\"format\": 1", "\"format\": \"one\"")]
    public void A_manifest_with_a_wrong_part_is_told(string from, string to)
    {
        var text = File.ReadAllText(Manifest);
        Assert.Contains(from, text);
        File.WriteAllText(Manifest, text.Replace(from, to, StringComparison.Ordinal));

        Refused("is damaged", () => _models.Get("mine"));
    }

    [Fact]
    public void A_manifest_longer_than_any_is_not_read()
    {
        File.AppendAllText(Manifest, new string(' ', 1 << 16));

        Refused("is damaged", () => _models.Get("mine"));
    }

    [Fact]
    public void A_manifest_of_a_newer_Timbre_is_told()
    {
        File.WriteAllText(Manifest, File.ReadAllText(Manifest).Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal));

        Refused("was added by a newer Timbre (format 2)", () => _models.Get("mine"));
    }

    [Fact]
    public void A_model_of_another_kind_is_told_and_not_run()
    {
        File.WriteAllText(Manifest, File.ReadAllText(Manifest).Replace("whisper-ggml", "speech-onnx", StringComparison.Ordinal));

        Refused("is of a kind that this Timbre does not run: speech-onnx", () => _models.Get("mine"));
    }

    [Fact]
    public void A_folder_without_a_manifest_is_no_bundle_and_does_not_hide_the_others()
    {
        Directory.CreateDirectory(_scratch.At("models", "lost+found"));
        Directory.CreateDirectory(_scratch.At("models", "half"));

        Assert.Equal(["mine"], _models.List().Select(bundle => bundle.Name));
        Assert.Null(_models.Find("half"));
        Refused(
            "has a folder half that is no model: remove it first (timbre models remove half).",
            () => _models.Add(_scratch.At("a.bin"), "half", null, CancellationToken.None));
        _models.Remove("half");
        _models.Add(_scratch.At("a.bin"), "half", null, CancellationToken.None);
    }

    [Fact]
    public void A_damaged_choice_is_told_and_mended_by_a_new_one()
    {
        File.WriteAllText(_scratch.At("models", "use.json"), "{\"recognise\": 5}");
        Refused("use.json is damaged: choose again", () => _models.InUse());

        _models.UseForRecognition("mine");

        Assert.Equal("mine", _models.InUse().Recognise);
    }

    [Fact]
    public void A_measurement_is_kept_and_a_damaged_one_is_told()
    {
        Assert.Null(_bundle.LastCheck());
        var check = new CheckResult(0.05, 80, 0.4, 300_000_000, true, ["files"], DateTimeOffset.UnixEpoch);

        _bundle.Keep(check);
        var kept = _models.Get("mine").LastCheck()!;
        File.WriteAllText(Path.Combine(_bundle.Folder, "check.json"), "{");

        Assert.Equal(check with { Isolation = kept.Isolation }, kept);
        Assert.Equal(check.Isolation, kept.Isolation);
        Refused("is damaged: measure again (timbre models check mine).", () => _bundle.LastCheck());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(-1)]
    public void A_byte_that_changed_is_found(int at)
    {
        _bundle.Verify(CancellationToken.None);
        var file = File.ReadAllBytes(_bundle.ModelPath);
        file[at < 0 ? ^1 : at] ^= 1;
        File.WriteAllBytes(_bundle.ModelPath, file);

        Refused(
            "a.bin of the model mine is not the file that was added: its SHA-256 differs.", () => _bundle.Verify(CancellationToken.None));
    }

    [Fact]
    public void A_file_that_is_shorter_or_missing_is_found()
    {
        var file = File.ReadAllBytes(_bundle.ModelPath);
        File.WriteAllBytes(_bundle.ModelPath, file[..100]);
        Refused($"a.bin of the model mine has 100 bytes, and had {file.Length}", () => _bundle.Verify(CancellationToken.None));

        File.Delete(_bundle.ModelPath);
        Refused("The model mine has lost its file a.bin. Remove it", () => _bundle.Verify(CancellationToken.None));
    }

    private static void Refused(string because, Action action) =>
        Assert.Contains(because, Assert.Throws<BundleException>(action).Message, StringComparison.Ordinal);
}
