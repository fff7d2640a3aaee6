using System.Diagnostics;
using System.Text.RegularExpressions;
using Timbre.Cli.Tests.Hosting;

namespace Timbre.Cli.Tests;

/// <summary>The papers' own lines, run as they stand.</summary>
public sealed partial class ReadmeTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Recordings = "/usr/share/pocketsphinx/test/data/librivox";

    private static readonly string Root = RunningServer.Repository();

    [Fact]
    public async Task The_script_of_the_readme_makes_a_voice_that_speaks()
    {
        var line = ScriptLine().Match(await File.ReadAllTextAsync(Path.Combine(Root, "README.md"))).Value;
        Assert.Equal("scripts/first-voice.sh me.wav consent.wav hello.wav", line);

        var folder = Directory.CreateDirectory(server.Scratch("readme")).FullName;
        var clips = Directory.EnumerateFiles(Recordings, "*.wav").Order(StringComparer.Ordinal).ToArray();
        await Run(folder, "sox", [.. clips, Path.Combine(folder, "me.wav")]);
        File.Copy(clips[0], Path.Combine(folder, "consent.wav"));
        var said = await RunScript(folder, line.Split(' ')[1..]);

        Assert.Contains("hello.wav says", said.Output);
        var spoken = await File.ReadAllBytesAsync(Path.Combine(folder, "hello.wav"));
        Assert.True(spoken.AsSpan().StartsWith("RIFF"u8));
        Assert.True(spoken.Length > 32000, "That is not a sentence.");
    }

    [Theory]
    [InlineData("say scripts/first-voice.sh RECORDING CONSENT [OUT]")]
    [InlineData("the recording none.wav does not exist", "none.wav", "none")]
    [InlineData("the consent none.wav does not exist", "me.wav", "none.wav")]
    [InlineData("/api/v2/voices answers", "me.wav", "me.wav")]
    public async Task What_the_script_cannot_use_it_says(string problem, params string[] arguments)
    {
        var folder = Directory.CreateDirectory(server.Scratch($"refused-{arguments.Length}-{problem.Length}")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "me.wav"), "This is not a sound.");
        var said = await RunScript(folder, arguments);

        Assert.Equal(1, said.ExitCode);
        Assert.Contains($"first-voice: {problem}", said.Error);
        Assert.False(File.Exists(Path.Combine(folder, "hello.wav")));
    }

    [Fact]
    public async Task The_demo_leaves_a_sound_and_nothing_else()
    {
        var folder = Directory.CreateDirectory(server.Scratch("demo")).FullName;
        var said = await Run(folder, "bash", [Path.Combine(Root, "scripts/demo.sh"), "demo.wav"], ("TMPDIR", folder));
        Assert.Contains("authorized uploader", said);
        Assert.Equal("demo.wav", Assert.Single(Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName)));
    }

    private Task<(int ExitCode, string Output, string Error)> RunScript(string folder, params string[] arguments) =>
        Start(
            folder, "bash", [Path.Combine(Root, "scripts/first-voice.sh"), .. arguments],
            ("TIMBRE_URL", server.Url.ToString().TrimEnd('/')), ("TIMBRE_API_KEY", RunningServer.ApiKey));

    private static async Task<string> Run(string folder, string program, string[] arguments, params (string Name, string Value)[] variables)
    {
        var (exitCode, output, error) = await Start(folder, program, arguments, variables);
        Assert.True(exitCode == 0, $"{program} ended with {exitCode}: {output} {error}");
        return output;
    }

    private static async Task<(int ExitCode, string Output, string Error)> Start(
        string folder, string program, string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }

    [GeneratedRegex(@"scripts/first-voice\.sh me\.wav .*?(?=\s{2,}|$)", RegexOptions.Multiline)]
    private static partial Regex ScriptLine();
}
