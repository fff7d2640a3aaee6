using System.Text.Json;

namespace Timbre.Models.Consent.Records;

/// <summary>Checks an exported chain of records with public keys alone.</summary>
/// <remarks>
/// What holds, and what it rests on: nothing in a record was changed and no other was put in its place (signature); none was left out,
/// doubled or moved (each holds its place and the hash of the one before); none was left out at the end (the head, signed when it was
/// exported).
/// </remarks>
public static class ConsentChain
{
    private const int MaxRecords = 100_000;

    /// <summary>Result of the check.</summary>
    /// <param name="Records">How many records there are.</param>
    /// <param name="Faults">What is wrong, a sentence each; none when everything holds.</param>
    /// <param name="Last">What the last record says, e.g. <c>decision: accepted</c>; null where there is none.</param>
    /// <param name="LastAt">When that was.</param>
    public sealed record Report(int Records, IReadOnlyList<string> Faults, string? Last, string? LastAt)
    {
        /// <summary>Nothing is wrong.</summary>
        public bool Holds => Faults.Count == 0;
    }

    /// <summary>
    /// Checks an export: <c>{"voice", "records": [{"record", "hash", "signature"}], "head": {"record", "signature"}}</c>, or an answer that
    /// holds one as <c>item</c>.
    /// </summary>
    /// <exception cref="InvalidDataException">It is no such thing.</exception>
    public static Report Check(JsonElement export, IReadOnlyList<ConsentPublicKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (export.ValueKind == JsonValueKind.Object && export.TryGetProperty("item", out var item))
            export = item;
        if (export.ValueKind != JsonValueKind.Object || !export.TryGetProperty("records", out var records)
            || records.ValueKind != JsonValueKind.Array || records.GetArrayLength() > MaxRecords)
            throw new InvalidDataException("This is no export of consent records: it has no \"records\".");

        var faults = new List<string>();
        var links = records.EnumerateArray().Select((entry, i) => Link.Read(entry, $"Record {i + 1}", keys, faults)).ToList();
        for (var i = 0; i < links.Count; i++)
            faults.AddRange(FaultsOfPlace(links[i], i == 0 ? null : links[i - 1], i + 1));
        faults.AddRange(FaultsOfHead(export, links, keys));
        var last = links.LastOrDefault();
        return new Report(links.Count, faults, last is null ? null : $"{last.Text("kind")}: {last.Text("verdict")}", last?.Text("at"));
    }

    private static IEnumerable<string> FaultsOfPlace(Link link, Link? before, int place)
    {
        var sequence = link.Number("sequence");
        if (sequence != place)
            yield return $"Record {place} says that it is number {sequence?.ToString()
                ?? "none"}: {(sequence > place ? "one before it is missing" : "it was moved, or is there twice")}.";
        if (link.Text("previous") != (before?.Hash ?? SignedRecord.Nothing))
            yield return before is null
                ? $"Record {place} is not the first: it follows one that is missing."
                : $"Record {place} does not follow record {place - 1}: it holds another record's hash.";
        if (before is not null && link.Text("voice") != before.Text("voice"))
            yield return $"Record {place} is of another voice.";
        if (link.Text("format") != ConsentEvent.Format)
            yield return $"Record {place} has a format that is not known here.";
    }

    private static List<string> FaultsOfHead(JsonElement export, List<Link> links, IReadOnlyList<ConsentPublicKey> keys)
    {
        var faults = new List<string>();
        if (!export.TryGetProperty("head", out var entry) || entry.ValueKind != JsonValueKind.Object)
            return ["The head is missing: nobody can tell whether records were left out at the end."];

        var head = Link.Read(entry, "The head", keys, faults);
        var last = links.LastOrDefault();
        if (head.Text("kind") != SignedHead.Kind)
            faults.Add("The head is no head.");
        if (head.Number("count") != links.Count)
            faults.Add($"The head counts {head.Number("count")?.ToString() ?? "no"} records, and there are {links.Count}.");
        else if (head.Text("hash") != (last?.Hash ?? SignedRecord.Nothing))
            faults.Add("The head does not belong to the last record.");
        if (last is not null && head.Text("voice") != last.Text("voice"))
            faults.Add("The head is of another voice.");
        if (export.TryGetProperty("voice", out var voice) && voice.ValueKind == JsonValueKind.String
            && ConsentEvent.NameOf(voice.GetString()!) != head.Text("voice"))
            faults.Add("The records are not of the voice that the export names.");
        return faults;
    }

    /// <summary>A signed object of an export; its own faults are reported when it is read.</summary>
    private sealed record Link(JsonElement Body, string Hash)
    {
        public string? Text(string name) =>
            Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;

        public long? Number(string name) =>
            Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
                && value.TryGetInt64(out var number)
                ? number
                : null;

        public static Link Read(JsonElement entry, string what, IReadOnlyList<ConsentPublicKey> keys, List<string> faults)
        {
            if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("record", out var body)
                || body.ValueKind != JsonValueKind.Object)
            {
                faults.Add($"{what} is not there.");
                return new Link(default, "");
            }

            byte[] bytes;
            try
            {
                bytes = CanonicalJson.Bytes(body);
            }
            catch (InvalidDataException cause)
            {
                faults.Add($"{what} cannot be read: {cause.Message}.");
                return new Link(body, "");
            }

            var link = new Link(body, SignedRecord.HashOf(bytes));
            if (entry.TryGetProperty("hash", out var hash) && !(hash.ValueKind == JsonValueKind.String && hash.GetString() == link.Hash))
                faults.Add($"{what} does not have the hash that stands beside it.");
            if (keys.FirstOrDefault(key => key.Id == link.Text("key")) is not { } key)
                faults.Add($"{what} was signed with the key {link.Text("key") ?? "of nobody"}, which is not among those given.");
            else if (!(entry.TryGetProperty("signature", out var signature) && signature.ValueKind == JsonValueKind.String
                && key.Verifies(bytes, signature.GetString()!)))
                faults.Add($"{what} was changed: its signature does not fit it.");
            return link;
        }
    }
}
