using System.Text.Json;
using Timbre.Audio;
using Timbre.Audio.Formats;
using Timbre.Cli.Tests.Hosting;

namespace Timbre.Cli.Tests.Commands.Quality;

public sealed class CompareTests : IDisposable
{
    private const string Sentence = "/usr/share/pocketsphinx/test/data/librivox/sense_and_sensibility_01_austen_64kb-0880.wav";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("timbre-cli-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_program_gets_five_numbers_in_one_line()
    {
        var outcome = (await Compare(Sentence, Noisy(), "--json")).Done();

        Assert.Equal(1, outcome.Out.Count(c => c == '\n'));
        Assert.Equal(["pesq_wb", "pesq_nb", "stoi", "estoi", "si_sdr_db"], outcome.Json.EnumerateObject().Select(score => score.Name));
        Assert.InRange(outcome.Json.GetProperty("pesq_wb").GetDouble(), 1, 4);
        Assert.InRange(outcome.Json.GetProperty("pesq_nb").GetDouble(), 1, 4.4);
        Assert.InRange(outcome.Json.GetProperty("estoi").GetDouble(), 0.3, 0.99);
        Assert.InRange(outcome.Json.GetProperty("stoi").GetDouble(), outcome.Json.GetProperty("estoi").GetDouble(), 1);
        Assert.InRange(outcome.Json.GetProperty("si_sdr_db").GetDouble(), 5, 40);
    }

    [Fact]
    public async Task A_person_gets_a_table()
    {
        var table = (await Compare(Sentence, Sentence)).Done().Out;
        Assert.All(
            (string[])["PESQ, wide band", "PESQ, narrow band", "ESTOI", "SI-SDR", "infinite"], words => Assert.Contains(words, table));
    }

    [Fact]
    public async Task The_infinite_ratio_of_a_recording_to_itself_is_null() =>
        Assert.Equal(JsonValueKind.Null, (await Compare(Sentence, Sentence, "--json")).Done().Json.GetProperty("si_sdr_db").ValueKind);

    [Fact]
    public async Task The_file_at_fault_is_named()
    {
        var text = Path.Combine(_folder.FullName, "notes.wav");
        await File.WriteAllTextAsync(text, "nothing to hear");
        var silent = Write("silent.wav", new AudioClip(new float[16000], 16000));
        var brief = Write("brief.wav", new AudioClip(new float[100], 16000));

        foreach (var unfit in (string[])[text, silent, brief, Path.Combine(_folder.FullName, "none.wav"), _folder.FullName])
        {
            (await Compare(unfit, Sentence)).NotDone(unfit);
            (await Compare(Sentence, unfit)).NotDone(unfit);
        }
    }

    private string Noisy()
    {
        var clip = WavReader.Read(Sentence, new AudioLimits());
        var random = new Random(1);
        return Write(
            "noisy.wav", new AudioClip([.. clip.Samples.Select(sample => sample + (0.02f * (random.NextSingle() - 0.5f)))], clip.RateHz));
    }

    private string Write(string name, AudioClip clip)
    {
        var path = Path.Combine(_folder.FullName, name);
        WavWriter.Write(path, clip);
        return path;
    }

    private static Task<Outcome> Compare(params string[] args) => Outcome.Of(["quality", "compare", .. args], _ => null);
}
