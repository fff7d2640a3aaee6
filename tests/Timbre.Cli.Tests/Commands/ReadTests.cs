using System.Text.Json;
using Timbre.Cli.Tests.Hosting;

namespace Timbre.Cli.Tests.Commands;

public sealed class ReadTests
{
    [Fact]
    public async Task A_person_sees_words_phones_sentences_and_issues()
    {
        var lines = (await Read(["Dr. Reyes paid $5. Really, я?"])).Done().Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("doctor reyes paid five dollars really", lines[0]);
        Assert.StartsWith("  phones: D AA1 K T ER0 | ", lines[1], StringComparison.Ordinal);
        Assert.Equal("  sentences: 2", lines[2]);
        Assert.StartsWith("  issue: ", Assert.Single(lines[3..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_gets_a_line_of_JSON_for_each_line_it_sends_but_empty_ones()
    {
        var lines = Lines((await Read(["--json"], "Hello there.\n\n  \n<speak>1 km</speak>\nno end")).Done());

        Assert.All(lines, line => Assert.Equal(
            ["text", "words", "sentences", "phones", "issues"], line.EnumerateObject().Select(part => part.Name)));
        Assert.Equal(["Hello there.", "<speak>1 km</speak>", "no end"], lines.Select(line => line.GetProperty("text").GetString()));
        Assert.Equal(["hello there", "one kilometer", "no end"], lines.Select(line => line.GetProperty("words").GetString()));
        Assert.Equal("HH AH0 L OW1 | DH EH1 R", lines[0].GetProperty("phones").GetString());
        Assert.All(lines, line => Assert.Equal(1, line.GetProperty("sentences").GetInt32()));
        Assert.All(lines, line => Assert.Equal(0, line.GetProperty("issues").GetArrayLength()));
    }

    [Fact]
    public async Task A_line_that_cannot_be_read_is_named_and_the_others_are_still_read()
    {
        var outcome = await Read(["--json"], "One.\n<speak>broken\nThree.");
        var lines = Lines(outcome);

        Assert.Equal(1, outcome.Code);
        Assert.Equal(["one", "", "three"], lines.Select(line => line.GetProperty("words").GetString()));
        Assert.Contains("SSML", lines[1].GetProperty("issues")[0].GetString(), StringComparison.Ordinal);
        Assert.StartsWith("timbre: line 2: ", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_with_nothing_to_say_is_not_done() => (await Read(["漢字"])).NotDone("nothing in the text");

    private static List<JsonElement> Lines(Outcome outcome) =>
        [.. outcome.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static Task<Outcome> Read(string[] args, string input = "") => Outcome.Of(["read", .. args], _ => null, input);
}
