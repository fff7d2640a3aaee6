using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Timbre.Models.Consent.Records;

namespace Timbre.Models.Tests.Consent.Records;

public sealed class ConsentChainTests
{
    private static readonly ConsentKey Key = ConsentKey.New();

    [Fact]
    public void A_chain_holds_whatever_is_in_it() =>
        Prop.ForAll(Chains, texts => Check(Export(texts)) is { Holds: true } report && report.Records == texts.Length)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Whichever_field_is_changed_its_record_is_named() =>
        Prop.ForAll(Chains, ArbMap.Default.ArbFor<(PositiveInt, PositiveInt)>(), (texts, chosen) =>
    {
        var export = Export(texts);
        var at = chosen.Item1.Get % texts.Length;
        var body = export["records"]![at]!["record"]!.AsObject();
        var name = body.Select(member => member.Key).ElementAt(chosen.Item2.Get % body.Count);
        body[name] = body[name] switch
        {
            JsonObject nested => Added(nested),
            JsonValue value when value.TryGetValue<long>(out var number) => number + 1,
            JsonValue value => value.GetValue<string>() + "x",
            _ => "x",
        };
        return Check(export).Faults.Any(fault => fault.StartsWith($"Record {at + 1} ", StringComparison.Ordinal));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_record_that_is_left_out_is_missed_wherever_it_was() =>
        Prop.ForAll(Chains, ArbMap.Default.ArbFor<PositiveInt>(), (texts, chosen) =>
    {
        var export = Export(texts);
        var at = chosen.Get % texts.Length;
        export["records"]!.AsArray().RemoveAt(at);
        var faults = Check(export).Faults;
        return faults.Count > 0
            && (at == texts.Length - 1 || faults.Any(fault => fault.StartsWith($"Record {at + 1} ", StringComparison.Ordinal)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_records_that_change_places_are_named() => Prop.ForAll(Chains, ArbMap.Default.ArbFor<PositiveInt>(), (texts, chosen) =>
    {
        if (texts.Length < 2)
            return true;
        var records = Export(texts) is var export ? export["records"]!.AsArray() : null!;
        var at = chosen.Get % (texts.Length - 1);
        var moved = records[at]!.DeepClone();
        records.RemoveAt(at);
        records.Insert(at + 1, moved);
        return Check(export).Faults.Any(fault => fault.StartsWith($"Record {at + 1} ", StringComparison.Ordinal));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Another_key_vouches_for_nothing()
    {
        using var other = ConsentKey.New();
        var report = ConsentChain.Check(Element(Export(["a"])), [other.Public]);
        Assert.Contains(report.Faults, fault => fault.Contains("not among those given"));
        Assert.True(ConsentChain.Check(Element(Export(["a"])), [other.Public, Key.Public]).Holds);
    }

    [Fact]
    public void A_chain_signed_anew_by_somebody_else_under_the_first_ones_name_is_refused()
    {
        using var forger = ConsentKey.New();
        var export = Export(["true"]);
        var forged = SignedRecord.After(null, Happened("forged"), forger);
        var entry = export["records"]![0]!;
        entry["record"] = JsonNode.Parse(forged.Body.Replace(forger.Public.Id, Key.Public.Id, StringComparison.Ordinal));
        entry["signature"] = forged.Signature;
        Assert.Contains(Check(export).Faults, fault => fault.Contains("signature does not fit"));
    }

    [Theory]
    [InlineData("""{"b":1,"a":"\u00e9\u0001\"\\\n"}""", "{\"a\":\"é\\u0001\\\"\\\\\\n\",\"b\":1}")]
    [InlineData(
        """{"z":null,"A":true,"a":{"\u20ac":"/","1":"\ud83d\ude00"}}""",
        "{\"A\":true,\"a\":{\"1\":\"😀\",\"€\":\"/\"},\"z\":null}")]
    public void Canonical_bytes_are_those_of_RFC_8785(string json, string canonical) =>
        Assert.Equal(canonical, Encoding.UTF8.GetString(CanonicalJson.Bytes(Element(JsonNode.Parse(json)!))));

    [Theory]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""{"a":[1]}""")]
    [InlineData("""{"a":1.5}""")]
    [InlineData("""{"a":9007199254740993}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"\ud800":1}""")]
    public void What_no_record_holds_has_no_canonical_bytes(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        Assert.Throws<InvalidDataException>(() => CanonicalJson.Bytes(document.RootElement));
    }

    /// <summary>Whoever has the public key, a record's bytes and OpenSSL needs nothing of ours.</summary>
    [Fact]
    public void OpenSSL_verifies_a_record()
    {
        var folder = Directory.CreateTempSubdirectory("timbre-consent-");
        try
        {
            var record = SignedRecord.After(null, Happened("é"), Key);
            string At(string name) => Path.Combine(folder.FullName, name);
            File.WriteAllText(At("key.pem"), Key.Public.ToPem());
            File.WriteAllText(At("body"), record.Body);
            File.WriteAllBytes(At("signature"), Convert.FromBase64String(record.Signature));
            using var openssl =
                System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
                    "openssl",
                    [
                        "dgst", "-sha256", "-verify", At("key.pem"), "-signature", At("signature"), At("body")
                    ])
                { RedirectStandardOutput = true })!;
            Assert.Equal("Verified OK", openssl.StandardOutput.ReadToEnd().Trim());
            openssl.WaitForExit();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Arbitrary<string[]> Chains =>
        ArbMap.Default.GeneratorFor<UnicodeString>().Select(text => text.Get ?? "").NonEmptyListOf()
            .Select(texts => texts.Take(8).ToArray()).ToArbitrary();

    private static ConsentChain.Report Check(JsonNode export) => ConsentChain.Check(Element(export), [Key.Public]);

    private static System.Text.Json.JsonElement Element(JsonNode node) => System.Text.Json.JsonSerializer.SerializeToElement(node);

    private static JsonObject Added(JsonObject nested)
    {
        var copy = nested.DeepClone().AsObject();
        copy["added"] = "1";
        return copy;
    }

    private static ConsentEvent Happened(string text) =>
        new(
            ConsentEvent.Decision, DateTimeOffset.UnixEpoch, "account", ConsentEvent.NameOf("voice"), 1, ConsentEvent.Accepted,
            ConsentEvent.Accepted)
        {
            AudioSha256 = new string('a', 64),
            Statement = text,
            Scores = new Dictionary<string, string> { ["similarity"] = ConsentEvent.Figure(0.5) },
        };

    private static JsonObject Export(string[] texts)
    {
        var records = new JsonArray();
        SignedRecord? last = null;
        foreach (var text in texts)
        {
            last = SignedRecord.After(last, Happened(text), Key);
            records.Add(new JsonObject { ["record"] = JsonNode.Parse(last.Body), ["hash"] = last.Hash, ["signature"] = last.Signature });
        }

        var head = SignedHead.Of(ConsentEvent.NameOf("voice"), last, DateTimeOffset.UnixEpoch, Key);
        return new JsonObject
        {
            ["voice"] = "voice",
            ["records"] = records,
            ["head"] = new JsonObject { ["record"] = JsonNode.Parse(head.Body), ["signature"] = head.Signature }
        };
    }
}
