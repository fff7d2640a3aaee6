using Timbre.Models.Consent.Records;

namespace Timbre.Server.Consent.Records;

/// <summary>A row of consent records: the signed record, and what of it is asked for by name.</summary>
internal sealed class ConsentRecordRow
{
    public required int Sequence { get; init; }
    public required string Kind { get; init; }
    public required string Verdict { get; init; }
    public required int Build { get; init; }
    public string? AudioSha256 { get; init; }
    public string? DataSha256 { get; init; }
    public required string Body { get; init; }
    public required string Hash { get; init; }
    public required string Signature { get; init; }

    public SignedRecord Signed => new(Sequence, Body, Hash, Signature);

    /// <summary>Whether it lets a voice be trained.</summary>
    public bool Allows => Kind == ConsentEvent.Decision && Verdict is ConsentEvent.Accepted or ConsentEvent.AuthorizedUploader;
}
