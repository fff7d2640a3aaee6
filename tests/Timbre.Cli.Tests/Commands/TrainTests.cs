using Timbre.Cli.Tests.Hosting;

namespace Timbre.Cli.Tests.Commands;

public sealed class TrainTests : IDisposable
{
    private const string Recordings = "/usr/share/pocketsphinx/test/data/librivox";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("timbre-cli-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_folder_of_recordings_becomes_a_voice_that_says_what_nobody_recorded()
    {
        var (voice, wav) = (PathOf("reader.timbre"), PathOf("out.wav"));
        var trained = (await Run("train", Recordings, "--type", "rapid", "--out", voice)).Done();
        Assert.Contains("5 recordings", trained.Error);
        Assert.Contains("consent: none", (await Run("speak", voice, "Nobody ever recorded this sentence.", "--out", wav)).Done().Error);

        var spoken = await File.ReadAllBytesAsync(wav);
        Assert.True(spoken.AsSpan().StartsWith("RIFF"u8));
        Assert.True(spoken.Length > 32000, "That is not a sentence.");
        Assert.Equal(2, _folder.GetFileSystemInfos().Length);

        (await Run("speak", voice, "Nobody ever recorded this sentence.", "--out", PathOf("again.wav"))).Done();
        Assert.Equal(spoken, await File.ReadAllBytesAsync(PathOf("again.wav")));

        (await Run("speak", voice, "Nobody ever recorded this sentence.", "--out", PathOf("plain.wav"), "--vocoder", "parametric")).Done();
        var plain = await File.ReadAllBytesAsync(PathOf("plain.wav"));
        Assert.Equal(spoken.Length, plain.Length);
        Assert.NotEqual(spoken, plain);
    }

    [Theory]
    [InlineData("organ")]
    [InlineData("7")]
    public async Task A_vocoder_that_is_none_is_named_and_nothing_is_written(string vocoder)
    {
        var refused = (await Run(
            "speak", PathOf("a.timbre"), "Hello.", "--out", PathOf("out.wav"), "--vocoder", vocoder)).NotDone($"'{vocoder}'", code: 2);
        Assert.Contains("parametric", refused.Error);
        Assert.False(File.Exists(PathOf("out.wav")));
    }

    [Fact]
    public async Task A_damaged_voice_is_refused_and_nothing_is_written()
    {
        var voice = PathOf("broken.timbre");
        await File.WriteAllTextAsync(voice, "this was a voice once");
        var refused = await Run("speak", voice, "Hello.", "--out", PathOf("out.wav"));
        Assert.Equal(1, refused.Code);
        Assert.False(File.Exists(PathOf("out.wav")));
    }

    [Fact]
    public async Task A_folder_without_sound_is_named()
    {
        await File.WriteAllTextAsync(PathOf("notes.txt"), "nothing to hear");
        (await Run("train", _folder.FullName, "--type", "rapid", "--out", PathOf("out.timbre"))).NotDone("no sound file");
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named() =>
        (await Run("train", PathOf("none"), "--type", "rapid", "--out", PathOf("out.timbre"))).NotDone("none");

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private static Task<Outcome> Run(params string[] args) => Outcome.Of(args, _ => null);
}
