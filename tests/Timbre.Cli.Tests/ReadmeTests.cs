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
    public async Task The_four_curl_lines_of_the_readme_make_a_voice_that_speaks()
    {
        var lines = CurlLines().Match(await File.ReadAllTextAsync(Path.Combine(Root, "README.md"))).Value;
        Assert.Equal(4, lines.Split('\n').Count(line => line.Contains("curl", StringComparison.Ordinal)));

        var folder = Directory.CreateDirectory(server.Scratch("readme")).FullName;
        var clips = Directory.EnumerateFiles(Recordings, "*.wav").Order(StringComparer.Ordinal).ToArray();
        await Run(folder, "sox", [.. clips, Path.Combine(folder, "me.wav")]);
        File.Copy(clips[0], Path.Combine(folder, "consent.wav"));
        await Run(
            folder, "bash", ["-euo", "pipefail", "-c", lines], ("TIMBRE", new Uri(server.Url, "api/v2").ToString()),
            ("KEY", RunningServer.ApiKey));

        var spoken = await File.ReadAllBytesAsync(Path.Combine(folder, "hello.wav"));
        Assert.True(spoken.AsSpan().StartsWith("RIFF"u8));
        Assert.True(spoken.Length > 32000, "That is not a sentence.");
    }

    [Fact]
    public async Task The_demo_leaves_a_sound_and_nothing_else()
    {
        var folder = Directory.CreateDirectory(server.Scratch("demo")).FullName;
        var said = await Run(folder, "bash", [Path.Combine(Root, "scripts/demo.sh"), "demo.wav"], ("TMPDIR", folder));
        Assert.Contains("authorized uploader", said);
        Assert.Equal("demo.wav", Assert.Single(Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName)));
    }

    private static async Task<string> Run(string folder, string program, string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments) {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {output} {await error}");
        return output;
    }

    [GeneratedRegex(@"^V=\$TIMBRE.*?(?=^```)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CurlLines();
}
