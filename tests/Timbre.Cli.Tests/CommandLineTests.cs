using Timbre.Cli.Tests.Hosting;

namespace Timbre.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("bogus")]
    [InlineData("keys", "revoke")]
    [InlineData("keys", "list", "--bogus")]
    [InlineData("train", "folder", "--type", "quick", "--out", "x")]
    [InlineData("speak", "voice.timbre", "text")]
    [InlineData("quality", "compare", "one.wav")]
    [InlineData("quality", "estimate")]
    [InlineData("read", "one text", "another")]
    [InlineData]
    public async Task What_is_not_understood_ends_with_2_and_a_sentence(params string[] args) =>
        (await Outcome.Of(args, _ => null)).NotDone("--help", code: 2);

    [Fact]
    public async Task Help_names_every_command()
    {
        var help = (await Outcome.Of(["--help"], _ => null)).Done().Out;
        Assert.All(
            (string[])["train", "speak", "read", "quality", "keys", "accounts", "backup", "restore"], name => Assert.Contains(name, help));
    }

    [Fact]
    public async Task A_missing_operator_key_is_told_with_the_way_to_it() =>
        (await Outcome.Of(["keys", "list"], name => name == "TIMBRE_DATA" ? "/nonexistent" : null)).NotDone("TIMBRE_OPERATOR_KEY");

    [Theory]
    [InlineData(null, null, "http://127.0.0.1:8080/")]
    [InlineData(null, "http://127.0.0.1:9000", "http://127.0.0.1:9000/")]
    [InlineData(null, "http://0.0.0.0:9000;https://timbre.example", "http://127.0.0.1:9000/")]
    [InlineData(null, "http://*:9000", "http://127.0.0.1:9000/")]
    [InlineData(null, "http://[::]:9000", "http://127.0.0.1:9000/")]
    [InlineData("https://timbre.example", "http://127.0.0.1:9000", "https://timbre.example/")]
    public void The_server_is_found_where_its_settings_say(string? url, string? urls, string expected) =>
        Assert.Equal(expected, Operator.Address(Saying(url, urls)).ToString());

    [Fact]
    public void An_address_that_is_none_is_refused() =>
        Assert.Throws<CommandException>(() => Operator.Address(Saying("somewhere", null)));

    private static Terminal Saying(string? url, string? urls) =>
        new(TextWriter.Null, TextWriter.Null, name => name switch { "TIMBRE_URL" => url, "TIMBRE_URLS" => urls, _ => null });
}
