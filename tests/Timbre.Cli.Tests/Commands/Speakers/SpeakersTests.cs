using System.Text.Json;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Cli.Tests.Hosting;

namespace Timbre.Cli.Tests.Commands.Speakers;

public sealed class SpeakersTests : IDisposable
{
    private const string Folder = "/usr/share/pocketsphinx/test/data/librivox";
    private const string One = Folder + "/sense_and_sensibility_01_austen_64kb-0880.wav";
    private const string Other = Folder + "/sense_and_sensibility_01_austen_64kb-0870.wav";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("timbre-cli-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task One_reader_in_two_recordings_is_the_same()
    {
        var outcome = (await Run("compare", One, Other, "--json")).Done();
        Assert.Equal(["similarity", "log_likelihood_ratio", "decision"], outcome.Json.EnumerateObject().Select(field => field.Name));
        Assert.InRange(outcome.Json.GetProperty("similarity").GetDouble(), 0.2, 1);
        Assert.True(outcome.Json.GetProperty("log_likelihood_ratio").GetDouble() > 0);
        Assert.Equal("same", outcome.Json.GetProperty("decision").GetString());
        Assert.Contains("same speaker", (await Run("compare", One, Other)).Done().Out);
    }

    [Fact]
    public async Task Every_file_has_a_line_of_its_own_in_the_order_given()
    {
        var lines = (await Run("embed", One, Other, One, "--json")).Done().Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var embeddings = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal([One, Other, One], embeddings.Select(line => line.GetProperty("file").GetString()!));
        foreach (var line in embeddings)
        {
            float[] numbers = [.. line.GetProperty("embedding").EnumerateArray().Select(number => number.GetSingle())];
            Assert.Equal(192, numbers.Length);
            Assert.Equal(1, numbers.Sum(number => number * number), 1e-4);
        }

        Assert.Equal(embeddings[0].GetProperty("embedding").ToString(), embeddings[2].GetProperty("embedding").ToString());
    }

    [Fact]
    public async Task A_file_in_which_nobody_speaks_is_named_and_the_others_are_told()
    {
        var silent = Path.Combine(_folder.FullName, "silent.wav");
        WavWriter.Write(silent, new AudioClip(new float[160000], 16000));
        var outcome = await Run("embed", silent, One, "--json");
        Assert.Equal(1, outcome.Code);
        Assert.Contains("silent.wav: Nobody is heard to speak", outcome.Error);
        Assert.Contains("0880.wav", outcome.Out);
        Assert.Contains("There is no file", (await Run("compare", One, Path.Combine(_folder.FullName, "none.wav"))).Error);
    }

    private static Task<Outcome> Run(params string[] args) => Outcome.Of(["speakers", .. args], _ => null);
}
