using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Timbre.Models.Consent.Records;

/// <summary>Content of a record: a decision about a consent, its withdrawal, or the erasure of its voice.</summary>
/// <param name="Kind"><c>decision</c>, <c>revocation</c> or <c>erasure</c>.</param>
/// <param name="At">When.</param>
/// <param name="Account">Whose voice it is: the account's id.</param>
/// <param name="Voice">SHA-256 of the voice's uuid in hexadecimal: it proves which voice is meant to whoever knows the uuid, and tells it
/// to nobody else.</param>
/// <param name="Build">Which build of the voice asked for the decision.</param>
/// <param name="Verdict"><c>accepted</c>, <c>refused</c>, <c>authorized_uploader</c>, <c>withdrawn</c> or <c>erased</c>.</param>
/// <param name="Reason">Why, as a code; <c>accepted</c> where nothing spoke against it.</param>
public sealed record ConsentEvent(string Kind, DateTimeOffset At, string Account, string Voice, int Build, string Verdict, string Reason)
{
    /// <summary>First field of every record.</summary>
    public const string Format = "timbre-consent-1";

    /// <summary>True if the build may go on.</summary>
    public const string Decision = "decision";

    /// <summary>The consent was withdrawn.</summary>
    public const string Revocation = "revocation";

    /// <summary>The voice was erased, and the consent's sound with it.</summary>
    public const string Erasure = "erasure";

    /// <summary>The right person said the right words.</summary>
    public const string Accepted = "accepted";

    /// <summary>Something spoke against it.</summary>
    public const string Refused = "refused";

    /// <summary>Not checked: the operator trusts the account.</summary>
    public const string AuthorizedUploader = "authorized_uploader";

    /// <summary>Of a revocation.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>Of an erasure.</summary>
    public const string Erased = "erased";

    /// <summary>SHA-256 of the consent's file as it was sent; null where none was.</summary>
    public string? AudioSha256 { get; init; }

    /// <summary>SHA-256 over the training data; null if there was none.</summary>
    public string? DataSha256 { get; init; }

    /// <summary>The statement that the speaker had to say.</summary>
    public string? Statement { get; init; }

    /// <summary>The one-time sentence that the speaker was to say besides.</summary>
    public string? Challenge { get; init; }

    /// <summary>Measured values, as decimals.</summary>
    public IReadOnlyDictionary<string, string> Scores { get; init; } = new Dictionary<string, string>();

    /// <summary>Thresholds that it was compared with.</summary>
    public IReadOnlyDictionary<string, string> Thresholds { get; init; } = new Dictionary<string, string>();

    /// <summary>Versions of the models and rules that measured.</summary>
    public IReadOnlyDictionary<string, string> Models { get; init; } = new Dictionary<string, string>();

    /// <summary>The value of <see cref="Voice"/> for a voice.</summary>
    public static string NameOf(string voiceUuid) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(voiceUuid)));

    /// <summary>A figure as records hold it: four decimals.</summary>
    public static string Figure(double value) =>
        double.IsFinite(value) ? value.ToString("0.0000", CultureInfo.InvariantCulture) : value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The record's body at its place in its chain, canonical.</summary>
    /// <param name="sequence">Its place, from 1.</param>
    /// <param name="previous">The hash of the one before it.</param>
    /// <param name="key">Who signs.</param>
    internal string Body(int sequence, string previous, string key)
    {
        var members = new RecordBody(
            Format, sequence, previous, key, Kind, At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            Account, Voice, Build, Verdict, Reason,
            AudioSha256, DataSha256, Statement, Challenge, Scores, Thresholds, Models);
        return Encoding.UTF8.GetString(CanonicalJson.Bytes(JsonSerializer.SerializeToElement(members, RecordJson.Default.RecordBody)));
    }
}

/// <summary>The members of a record's body.</summary>
internal sealed record RecordBody(
    string Format, int Sequence, string Previous, string Key, string Kind, string At, string Account, string Voice, int Build,
    string Verdict, string Reason,
    [property: JsonPropertyName("audio_sha256")] string? AudioSha256, [property: JsonPropertyName("data_sha256")] string? DataSha256,
    string? Statement, string? Challenge,
    IReadOnlyDictionary<string, string> Scores, IReadOnlyDictionary<string, string> Thresholds, IReadOnlyDictionary<string, string> Models);

/// <summary>The members of a chain's head: that it had so many records at a moment, and no more.</summary>
internal sealed record HeadBody(string Format, string Kind, string Voice, int Count, string Hash, string At, string Key);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RecordBody))]
[JsonSerializable(typeof(HeadBody))]
internal sealed partial class RecordJson : JsonSerializerContext;
