using System.Text.Json;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Bundles.Tests.Material;
using Timbre.Cli.Tests.Hosting;

namespace Timbre.Cli.Tests.Commands;

public sealed class TranscribeTests : IDisposable
{
    private const string Recordings = "/usr/share/pocketsphinx/test/data/librivox";
    private const string Sentence = $"{Recordings}/sense_and_sensibility_01_austen_64kb-0880.wav";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("timbre-cli-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_built_in_recogniser_writes_down_each_file_with_the_times_of_its_words()
    {
        var silent = Write("silent.wav", new AudioClip(new float[3 * 16000], 16000));
        var line = Lines((await Run(silent, Sentence, "--json")).Done());

        Assert.Equal([silent, Sentence], line.Select(one => one.GetProperty("file").GetString()));
        Assert.Equal("", line[0].GetProperty("text").GetString());
        Assert.Empty(line[0].GetProperty("words").EnumerateArray());
        Assert.Equal("en", line[1].GetProperty("language").GetString());
        var words = line[1].GetProperty("words").EnumerateArray().ToList();
        Assert.InRange(words.Count, 5, 40);
        Assert.Equal(line[1].GetProperty("text").GetString(), string.Join(' ', words.Select(word => word.GetProperty("text").GetString())));
        CheckTimes(words);
    }

    [Fact]
    public async Task A_person_gets_the_text_alone_or_behind_the_name_of_its_file()
    {
        var alone = (await Run(Sentence)).Done().Out.TrimEnd('\n');
        var two = (await Run(Sentence, Sentence)).Done().Out;

        Assert.Matches("^[a-z' ]+$", alone);
        Assert.Equal($"{Sentence}: {alone}\n{Sentence}: {alone}\n", two);
    }

    [Fact]
    public async Task What_cannot_be_written_down_is_told_and_the_others_still_are()
    {
        var noSound = Path.Combine(_folder.FullName, "text.wav");
        await File.WriteAllTextAsync(noSound, "Not a sound.");

        var outcome = await Run("missing.wav", noSound, Sentence);

        Assert.Equal(1, outcome.Code);
        Assert.Single(outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("timbre: There is no file missing.wav.", outcome.Error);
        Assert.Contains($"timbre: {noSound}: ", outcome.Error);
    }

    [Fact]
    public async Task A_model_or_a_language_that_there_is_not_is_told()
    {
        (await Run(Sentence, "--model", "other")).NotDone("There is no model other; there is none.");
        (await Run(Sentence, "--language", "de")).NotDone("built-in does not know the language \"de\"; it knows en.");
    }

    [Fact]
    public async Task A_model_that_cannot_be_run_is_told_and_no_other_takes_its_place()
    {
        var file = Path.Combine(_folder.FullName, "model.bin");
        await File.WriteAllBytesAsync(file, new WhisperFileBuilder().Build());
        (await Outcome.Of(["models", "add", file, "--name", "broken"], Variable)).Done();
        (await Outcome.Of(["models", "use", "broken"], Variable)).Done();

        var outcome = await Run(Sentence);

        Assert.Equal((1, ""), (outcome.Code, outcome.Out));
        Assert.Contains("The model cannot be run: whisper.cpp cannot load it", outcome.Error);
    }

    [WhisperFact]
    public async Task A_model_in_use_writes_down_what_is_said_with_capitals_and_times()
    {
        (await Outcome.Of(["models", "add", WhisperFactAttribute.Model!], Variable)).Done();
        (await Outcome.Of(["models", "use", "whisper-base"], Variable)).Done();

        var recording = SharedFolder.At("speech", "eval", "rapid", "rav09", "03-01-01-01-01-01-09.flac");
        var line = Assert.Single(Lines((await Run(recording, "--json")).Done()));

        Assert.Equal("Kids are talking by the door.", line.GetProperty("text").GetString());
        Assert.Equal("en", line.GetProperty("language").GetString());
        var words = line.GetProperty("words").EnumerateArray().ToList();
        Assert.Equal(["Kids", "are", "talking", "by", "the", "door."], words.Select(word => word.GetProperty("text").GetString()));
        CheckTimes(words);
    }

    private static void CheckTimes(List<JsonElement> words)
    {
        var end = 0.0;
        foreach (var word in words)
        {
            Assert.InRange(word.GetProperty("start").GetDouble(), end - 0.05, 30);
            Assert.InRange(word.GetProperty("end").GetDouble(), word.GetProperty("start").GetDouble(), 30);
            end = word.GetProperty("end").GetDouble();
        }
    }

    private string? Variable(string name) => name == "TIMBRE_DATA" ? Path.Combine(_folder.FullName, "data") : null;

    private Task<Outcome> Run(params string[] args) => Outcome.Of(["transcribe", .. args], Variable);

    private static List<JsonElement> Lines(Outcome outcome) =>
        [.. outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private string Write(string name, AudioClip clip)
    {
        var path = Path.Combine(_folder.FullName, name);
        WavWriter.Write(path, clip);
        return path;
    }
}
