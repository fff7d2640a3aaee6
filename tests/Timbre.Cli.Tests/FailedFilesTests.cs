using System.Text.Json;
using System.Text.RegularExpressions;
using Timbre.Cli.Tests.Hosting;

namespace Timbre.Cli.Tests;

/// <summary>Commands that take many files go on after a bad one, name it at their end, and exit with 1.</summary>
public sealed partial class FailedFilesTests : IDisposable
{
    private const string Recordings = "/usr/share/pocketsphinx/test/data/librivox";
    private const string One = Recordings + "/sense_and_sensibility_01_austen_64kb-0880.wav";
    private const string Other = Recordings + "/sense_and_sensibility_01_austen_64kb-0870.wav";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("timbre-cli-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("speakers", "embed")]
    [InlineData("quality", "estimate")]
    public async Task The_good_files_are_printed_as_ever_and_the_bad_ones_named_at_the_end(string group, string command)
    {
        var (text, empty, none) = (Write("text.wav", "no sound"), Write("empty.wav", ""), PathOf("none.wav"));

        var alone = (await Run(group, command, One, Other, "--json")).Done();
        var mixed = await Run(group, command, text, One, empty, Other, none, "--json");

        Assert.Equal(1, mixed.Code);
        Assert.Equal(alone.Out, mixed.Out);
        Assert.Collection(
            mixed.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.StartsWith($"timbre: {text}: ", line),
            line => Assert.StartsWith($"timbre: {empty}: ", line),
            line => Assert.Equal($"timbre: There is no file {none}.", line));
    }

    [Theory]
    [InlineData("speakers", "embed")]
    [InlineData("quality", "estimate")]
    public async Task Reasons_stand_behind_everything_else_for_people_too(string group, string command)
    {
        var text = Write("text.wav", "no sound");
        using var both = new StringWriter();
        var code = await CommandLine.Run([group, command, text, One], new Terminal(both, both, _ => null), CancellationToken.None);

        Assert.Equal(1, code);
        var lines = both.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(lines[..^1], line => line.Contains(One, StringComparison.Ordinal));
        Assert.StartsWith($"timbre: {text}: ", lines[^1]);
    }

    [Fact]
    public async Task A_voice_is_trained_on_the_good_recordings_and_the_bad_ones_named_at_the_end()
    {
        foreach (var path in Directory.EnumerateFiles(Recordings, "*.wav"))
            File.Copy(path, PathOf(Path.GetFileName(path)));
        // with transcripts nothing has to be recognised, which takes most of the time
        Write("metadata.csv", string.Concat(
            File.ReadLines(Recordings + "/transcription").Select(line => TranscriptLine().Replace(line, "$2|$1") + "\n")));
        Write("a.wav", "no sound");
        Write("b.txt", new string('x', (8 << 20) + 1));
        var voice = PathOf("voice.timbre");

        var trained = await Run("train", _folder.FullName, "--type", "rapid", "--out", voice);

        Assert.Equal(1, trained.Code);
        var lines = trained.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("5 recordings", lines[^3]);
        Assert.StartsWith("timbre: b.txt is left out: it has 8388609 bytes", lines[^2]);
        Assert.StartsWith("timbre: a.wav is left out: ", lines[^1]);
        (await Run("speak", voice, "Hello.", "--out", PathOf("out.wav"))).Done();
    }

    [Fact]
    public async Task Where_no_recording_is_good_each_is_named_and_no_voice_is_written()
    {
        Write("a.wav", "no sound");
        Write("b.wav", "");

        var trained = await Run("train", _folder.FullName, "--type", "rapid", "--out", PathOf("voice.timbre"));

        Assert.Equal(1, trained.Code);
        Assert.Collection(
            trained.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.StartsWith("timbre: a.wav ", line),
            line => Assert.StartsWith("timbre: b.wav ", line),
            line => Assert.Contains("no sound file", line));
        Assert.False(File.Exists(PathOf("voice.timbre")));
    }

    [Fact]
    public async Task A_command_that_ends_early_still_names_the_files_that_it_could_not_use()
    {
        using var error = new StringWriter();
        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            FailedFiles.Run(new Terminal(TextWriter.Null, error, _ => null), failed =>
            {
                failed.Add("a.wav: it is empty.");
                throw new OperationCanceledException();
            }));

        Assert.Equal("timbre: a.wav: it is empty.\n", error.ToString());
    }

    [Fact]
    public async Task What_is_wrong_with_no_single_file_ends_the_command() =>
        await Assert.ThrowsAsync<JsonException>(() =>
            FailedFiles.Run(new Terminal(TextWriter.Null, TextWriter.Null, _ => null), async failed =>
            {
                await foreach (var _ in failed.Each<object>([One], 1, (_, _) => throw new JsonException(), CancellationToken.None))
                    Assert.Fail("There is no result.");
            }));

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private string Write(string name, string content)
    {
        File.WriteAllText(PathOf(name), content);
        return PathOf(name);
    }

    private static Task<Outcome> Run(params string[] args) => Outcome.Of(args, _ => null);

    [GeneratedRegex(@"^<s> (.*) </s> \((.*)\)$")]
    private static partial Regex TranscriptLine();
}
