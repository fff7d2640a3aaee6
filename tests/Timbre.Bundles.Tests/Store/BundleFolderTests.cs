using Timbre.Bundles.Files;
using Timbre.Bundles.Store;
using Timbre.Bundles.Tests.Material;

namespace Timbre.Bundles.Tests.Store;

public sealed class BundleFolderTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _scratch = new();
    private readonly BundleFolder _models;

    public BundleFolderTests() => _models = new BundleFolder(_scratch.At("data", "models"), new FixedTime(Now));

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_file_becomes_a_bundle_with_all_that_is_known_of_it()
    {
        var file = Model("ggml-something.bin");
        var shares = new List<double>();

        var added = _models.Add(file, null, shares.Add, CancellationToken.None);

        Assert.Equal("whisper-tiny", added.Name);
        Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(added.ModelPath));
        var manifest = _models.Get("whisper-tiny").Manifest;
        Assert.Equal(
            (1, BundleKind.Whisper, "Whisper tiny, weights f16, 95 tensors", Now),
            (manifest.Format, manifest.Kind, manifest.Description, manifest.AddedAt));
        Assert.Equal(["recognise"], manifest.Can);
        Assert.Contains("en", manifest.Languages);
        Assert.Null(manifest.License);
        Assert.Equal(1, shares[^1]);
        added.Verify(CancellationToken.None);
    }

    [Fact]
    public void A_folder_is_added_with_its_licence_and_read_me_and_without_the_rest()
    {
        Model("release/ggml-x.bin");
        _scratch.Write("release/LICENSE", "MIT License\nCopyright ...");
        _scratch.Write("release/README.md", "A model.");
        _scratch.Write("release/notes.txt", "Not needed.");

        var added = _models.Add(_scratch.At("release"), "mine", null, CancellationToken.None);

        Assert.Equal(["ggml-x.bin", "LICENSE", "README.md"], added.Manifest.Files.Select(one => one.Path));
        Assert.Equal("MIT", added.Manifest.License);
        Assert.Equal(
            ["LICENSE", "README.md", "ggml-x.bin", "timbre-model.json"],
            Directory.GetFiles(added.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Apache License, Version 2.0", "Apache-2.0")]
    [InlineData("Do what you like.", "LICENCE.txt")]
    public void A_licence_is_named_by_its_text_or_its_file(string text, string expected)
    {
        var file = Model("a/model.bin");
        _scratch.Write("a/LICENCE.txt", text);

        Assert.Equal(expected, _models.Add(file, null, null, CancellationToken.None).Manifest.License);
    }

    [Fact]
    public void A_name_is_given_once()
    {
        var file = Model("a.bin");
        _models.Add(file, "one", null, CancellationToken.None);

        Refused("There is a model one already", () => _models.Add(file, "one", null, CancellationToken.None));
        _models.Add(file, "another", null, CancellationToken.None);

        Assert.Equal(["another", "one"], _models.List().Select(bundle => bundle.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("../up")]
    [InlineData(".hidden")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a\n")]
    [InlineData("naïve")]
    [InlineData("a123456789b123456789c123456789d123456789e123456789f123456789g1234")]
    [InlineData("built-in", "reserved")]
    [InlineData("whisper-1", "reserved")]
    public void Only_names_that_are_good_for_folders_and_requests_are_allowed(string name, string because = "is not a name for a model")
    {
        var file = Model("a.bin");

        Refused(because, () => _models.Add(file, name, null, CancellationToken.None));
        Refused(because, () => _models.Find(name));
        Refused(because, () => _models.Remove(name));
        Assert.False(Directory.Exists(_models.Path));
    }

    [Fact]
    public void What_is_no_model_is_told_with_what_was_looked_for_and_what_was_found()
    {
        Directory.CreateDirectory(_scratch.At("empty"));
        _scratch.Write("page.bin", "<!DOCTYPE html>");
        _scratch.Write("cut/ggml.bin", new WhisperFileBuilder().Build()[..5000]);
        _scratch.Write("others/a.gguf", "GGUF....");
        _scratch.Write("others/b.txt", "Hello.");
        Model("two/a.bin");
        Model("two/b.bin");
        for (var i = 0; i <= 200; i++)
            _scratch.Write($"many/{i}", "");
        void Said(string path, string because) =>
            Refused(because, () => _models.Add(_scratch.At(path), null, null, CancellationToken.None));

        Said("nothing", "There is no file or folder");
        Said("empty", "there is nothing in it.");
        Said("page.bin", "it is a web page");
        Said("cut/ggml.bin", "is a Whisper model that cannot be used: the file is cut short");
        Said("cut", "is a Whisper model that cannot be used: the file is cut short");
        Said("others", "a.gguf (a GGUF model (of llama.cpp and others, not of whisper.cpp)), b.txt (unknown)");
        Said("two", "there are 2 models: name one of them: a.bin, b.bin.");
        Said("many", "has more than 200 files");
    }

    [Fact]
    public void What_is_in_use_is_kept_and_falls_to_the_built_in_when_it_is_removed()
    {
        Assert.Null(_models.InUse().Recognise);
        Refused("There is no model mine; there is none. Add one", () => _models.UseForRecognition("mine"));
        _models.Add(Model("a.bin"), "mine", null, CancellationToken.None);
        _models.Add(Model("a.bin"), "other", null, CancellationToken.None);

        _models.UseForRecognition("mine");
        Assert.Equal("mine", new BundleFolder(_models.Path, TimeProvider.System).InUse().Recognise);
        _models.Remove("other");
        Assert.Equal("mine", _models.InUse().Recognise);
        _models.Remove("mine");

        Assert.Null(_models.InUse().Recognise);
        Assert.Empty(_models.List());
        Assert.Equal(["use.json"], Directory.EnumerateFileSystemEntries(_models.Path).Select(Path.GetFileName));
        Refused("There is no model mine", () => _models.Remove("mine"));
    }

    [Fact]
    public void The_built_in_recogniser_can_be_chosen_again()
    {
        _models.Add(Model("a.bin"), "mine", null, CancellationToken.None);
        _models.UseForRecognition("mine");

        _models.UseForRecognition(null);

        Assert.Null(_models.InUse().Recognise);
    }

    [Fact]
    public void What_a_crash_left_more_than_a_day_ago_is_removed_by_the_next_add()
    {
        string[] old = [".adding-1", ".gone-1"], young = [".adding-2", ".gone-2", ".downloads"];
        foreach (var name in (string[])[.. old, .. young])
            _scratch.Write($"data/models/{name}/part", "...");
        foreach (var name in (string[])[.. old, ".downloads"])
            Directory.SetLastWriteTimeUtc(Path.Combine(_models.Path, name), Now.UtcDateTime.AddHours(-25));
        foreach (var name in young[..2])
            Directory.SetLastWriteTimeUtc(Path.Combine(_models.Path, name), Now.UtcDateTime.AddHours(-23));

        _models.Add(Model("a.bin"), "mine", null, CancellationToken.None);

        Assert.Equal([.. young.Order(), "mine"], Directory.EnumerateDirectories(_models.Path).Select(Path.GetFileName).Order());
        Assert.Equal(["mine"], _models.List().Select(bundle => bundle.Name));
    }

    [Fact]
    public void Adding_that_is_ended_leaves_nothing()
    {
        var file = _scratch.Write("large.bin", new WhisperFileBuilder { Width = 32 }.Build());
        using var stop = new CancellationTokenSource();
        var copied = 0;

        Assert.Throws<OperationCanceledException>(() => _models.Add(file, null, _ => copied += Stop(stop), stop.Token));

        Assert.Equal(1, copied);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_models.Path));
    }

    [Fact]
    public void Of_several_adds_at_once_with_one_name_one_wins_and_the_others_are_told()
    {
        var file = _scratch.Write("model.bin", new WhisperFileBuilder { Width = 16 }.Build());
        var results = new Exception?[8];

        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = results.Length }, i =>
            results[i] = Record.Exception(() => _models.Add(file, "mine", null, CancellationToken.None)));

        Assert.Single(results, result => result is null);
        Assert.All(results.OfType<Exception>(), refused =>
            Assert.Contains("There is a model mine already", Assert.IsType<BundleException>(refused).Message));
        _models.Get("mine").Verify(CancellationToken.None);
        Assert.Equal(["mine"], Directory.EnumerateFileSystemEntries(_models.Path).Select(Path.GetFileName));
    }

    private static int Stop(CancellationTokenSource stop)
    {
        stop.Cancel();
        return 1;
    }

    private string Model(string name) => _scratch.Write(name, new WhisperFileBuilder().Build());

    private static void Refused(string because, Action action) =>
        Assert.Contains(because, Assert.Throws<BundleException>(action).Message, StringComparison.Ordinal);

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
