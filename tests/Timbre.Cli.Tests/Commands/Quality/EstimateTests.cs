using System.Text.Json;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Cli.Tests.Hosting;

namespace Timbre.Cli.Tests.Commands.Quality;

public sealed class EstimateTests : IDisposable
{
    private const string Sentences = "/usr/share/pocketsphinx/test/data/librivox";
    private const string Sentence = $"{Sentences}/sense_and_sensibility_01_austen_64kb-0880.wav";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("timbre-cli-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_program_gets_a_line_for_each_file_in_the_order_given()
    {
        string[] files = [Sentence, Write("b.wav", Quieter(0.01f)), Write("a.wav", Quieter(0.5f)), Sentence];
        var lines = Lines((await Estimate([.. files, "--json"])).Done());

        Assert.Equal(files, lines.Select(line => line.GetProperty("file").GetString()));
        Assert.All(lines, line =>
        {
            Assert.Equal(
                ["file", "stoi_score", "pesq_score", "si_dr_score", "resemble_sample_score", "is_silent", "findings"],
                line.EnumerateObject().Select(part => part.Name));
            Assert.InRange(line.GetProperty("stoi_score").GetDouble(), 0, 1);
            Assert.InRange(line.GetProperty("pesq_score").GetDouble(), 1, 4.64);
            Assert.InRange(line.GetProperty("si_dr_score").GetDouble(), -20, 40);
            Assert.InRange(line.GetProperty("resemble_sample_score").GetDouble(), 0, 1);
            Assert.False(line.GetProperty("is_silent").GetBoolean());
        });
        Assert.Equal(lines[0].GetRawText(), lines[3].GetRawText());
    }

    [Fact]
    public async Task A_finding_tells_what_it_is_how_grave_where_how_much_and_what_helps()
    {
        var line = Assert.Single(Lines((await Estimate(Write("quiet.wav", Quieter(0.02f)), "--json")).Done()));
        var finding = Assert.Single(
            line.GetProperty("findings").EnumerateArray(), found => found.GetProperty("code").GetString() == "too_quiet");

        Assert.Equal(
            ["code", "severity", "start_seconds", "end_seconds", "measured", "bound", "unit", "message", "remedy"],
            finding.EnumerateObject().Select(part => part.Name));
        Assert.Contains(finding.GetProperty("severity").GetString(), (string[])["fix", "warn", "note"]);
        Assert.NotEqual("", finding.GetProperty("remedy").GetString());
    }

    [Fact]
    public async Task Silence_has_no_scores_and_says_so()
    {
        var line = Assert.Single(Lines((await Estimate(Write("silent.wav", new AudioClip(new float[48000], 16000)), "--json")).Done()));

        Assert.True(line.GetProperty("is_silent").GetBoolean());
        Assert.Equal(0, line.GetProperty("resemble_sample_score").GetDouble());
        Assert.All(
            (string[])["stoi_score", "pesq_score", "si_dr_score"],
            name => Assert.Equal(JsonValueKind.Null, line.GetProperty(name).ValueKind));
        Assert.Equal("silent", line.GetProperty("findings")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_named_and_the_others_are_still_judged()
    {
        var (text, none) = (Path.Combine(_folder.FullName, "notes.wav"), Path.Combine(_folder.FullName, "none.wav"));
        await File.WriteAllTextAsync(text, "nothing to hear");
        var empty = _folder.CreateSubdirectory("empty").FullName;
        var outcome = await Estimate(text, Sentence, none, empty, Sentence, "--json");

        Assert.Equal(1, outcome.Code);
        Assert.Equal(2, Lines(outcome).Count);
        var errors = outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, errors.Length);
        Assert.All(errors.Zip((string[])[text, none, empty]), pair => Assert.Contains(pair.Second, pair.First));
    }

    [Fact]
    public async Task A_folder_stands_for_the_sound_files_anywhere_in_it()
    {
        _folder.CreateSubdirectory("deep");
        string[] files = [Write("a.wav", Quieter(1)), Write("deep/c.wav", Quieter(1))];
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "a.txt"), "a transcript");

        Assert.Equal(
            files, Lines((await Estimate(_folder.FullName, "--json")).Done()).Select(line => line.GetProperty("file").GetString()));
    }

    [Fact]
    public async Task A_person_gets_a_table_and_the_findings_below_it()
    {
        var quiet = Write("quiet.wav", Quieter(0.02f));
        var printed = (await Estimate(Sentences, quiet)).Done().Out;

        Assert.All(
            (string[])["STOI", "PESQ", "SI-SDR", "SCORE", "FINDINGS", Sentence, "too_quiet"], words => Assert.Contains(words, printed));
        Assert.True(
            printed.LastIndexOf(quiet, StringComparison.Ordinal) > printed.IndexOf(quiet, StringComparison.Ordinal),
            "The findings do not stand below the table.");
    }

    private static AudioClip Quieter(float gain)
    {
        var clip = WavReader.Read(Sentence, new AudioLimits());
        return new AudioClip([.. clip.Samples.Select(sample => sample * gain)], clip.RateHz);
    }

    private string Write(string name, AudioClip clip)
    {
        var path = Path.Combine(_folder.FullName, name);
        WavWriter.Write(path, clip);
        return path;
    }

    private static List<JsonElement> Lines(Outcome outcome) =>
        [.. outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static Task<Outcome> Estimate(params string[] args) => Outcome.Of(["quality", "estimate", .. args], _ => null);
}
