using System.Text.Json.Nodes;
using Timbre.Cli.Tests.Hosting;
using Timbre.Models.Consent.Records;

namespace Timbre.Cli.Tests.Commands.Consent;

public sealed class VerifyTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("timbre-cli-test-");
    private readonly ConsentKey _key = ConsentKey.New();

    public void Dispose()
    {
        _key.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_chain_is_verified_with_the_exported_key_alone_and_a_changed_record_is_named()
    {
        await File.WriteAllTextAsync(PathOf("consent.key"), _key.ToPem());
        await File.WriteAllTextAsync(
            PathOf("consent.pem"),
            (await Outcome.Of(["consent", "public-key"], name => name == "TIMBRE_DATA" ? _folder.FullName : null)).Done().Out);
        File.Delete(PathOf("consent.key"));
        var export = Export();
        await File.WriteAllTextAsync(PathOf("good.json"), export.ToJsonString());
        Assert.Contains("2 records", (await Run("consent", "verify", PathOf("good.json"), "--key", PathOf("consent.pem"))).Done().Out);

        export["item"]!["records"]![0]!["record"]!["verdict"] = "refused";
        await File.WriteAllTextAsync(PathOf("bad.json"), export.ToJsonString());
        var refused = await Run("consent", "verify", PathOf("bad.json"), "--key", PathOf("consent.pem"));
        Assert.Equal(1, refused.Code);
        Assert.Contains("Record 1 was changed", refused.Out);
        (await Run("consent", "verify", PathOf("good.json"))).NotDone("no key");
        (await Run("consent", "verify", PathOf("consent.pem"), "--key", PathOf("consent.pem"))).NotDone("not JSON");
    }

    [Fact]
    public async Task Nothing_is_trained_where_the_consent_says_something_else()
    {
        const string recordings = "/usr/share/pocketsphinx/test/data/librivox";
        var said = Path.Combine(recordings, "sense_and_sensibility_01_austen_64kb-0890.wav");
        (await Run(
            "train", recordings, "--type", "rapid", "--out", PathOf("a.timbre"), "--consent", said, "--company",
            "Example")).NotDone("does not hold");
        (await Run("train", recordings, "--type", "rapid", "--out", PathOf("a.timbre"), "--consent", said)).NotDone("company");
        (await Run(
            "train", recordings, "--type", "rapid", "--out", PathOf("a.timbre"), "--consent", said, "--statement",
            "unless to be rather cold hearted and rather selfish is to be ill disposed")).NotDone("cut from");
        Assert.False(File.Exists(PathOf("a.timbre")));
    }

    private JsonObject Export()
    {
        var first = SignedRecord.After(null, Happened(ConsentEvent.Decision, ConsentEvent.Accepted), _key);
        var second = SignedRecord.After(first, Happened(ConsentEvent.Revocation, ConsentEvent.Withdrawn), _key);
        var head = SignedHead.Of(ConsentEvent.NameOf("voice"), second, DateTimeOffset.UnixEpoch, _key);
        return new JsonObject
        {
            ["success"] = true,
            ["item"] = new JsonObject
            {
                ["voice"] = "voice",
                ["records"] = new JsonArray(Entry(first), Entry(second)),
                ["head"] = new JsonObject { ["record"] = JsonNode.Parse(head.Body), ["signature"] = head.Signature },
            },
        };
    }

    private static JsonObject Entry(SignedRecord record) =>
        new() { ["record"] = JsonNode.Parse(record.Body), ["hash"] = record.Hash, ["signature"] = record.Signature };

    private static ConsentEvent Happened(string kind, string verdict) =>
        new(kind, DateTimeOffset.UnixEpoch, "account", ConsentEvent.NameOf("voice"), 1, verdict, verdict);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private static Task<Outcome> Run(params string[] args) => Outcome.Of(args, name => name == "TIMBRE_DATA" ? "/nowhere" : null);
}
