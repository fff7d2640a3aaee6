using Timbre.Storage;

namespace Timbre.Server.Consent;

/// <summary>What a speaker said to allow the voice: the sound's hash and length, and the sound while the voice exists.</summary>
public sealed class ConsentRow
{
    /// <summary>Stored; nobody has checked the words and the speaker.</summary>
    public const string Unverified = "unverified";

    /// <summary>Refused when it was given; nothing was stored but the fact.</summary>
    public const string Rejected = "rejected";
    public const string Missing = "missing";

    public required string VoiceId { get; init; }
    public string? Blob { get; init; }
    public required string Sha256 { get; init; }
    public required double Seconds { get; init; }
    public required string Status { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public static ConsentRow Refused(string voiceId, DateTimeOffset now) => new() { VoiceId = voiceId, Sha256 = "", Seconds = 0, Status = Rejected, CreatedAt = now };
}

/// <summary>The rows of consents, at most one a voice.</summary>
internal sealed class ConsentTable(Database db)
{
    public Task<ConsentRow?> Of(string voiceId, CancellationToken ct) =>
        db.First<ConsentRow>("select * from consents where voice_id = @voiceId", new { voiceId }, ct);

    public async Task<string> StatusOf(string voiceId, CancellationToken ct) => (await Of(voiceId, ct))?.Status ?? ConsentRow.Missing;

    public static async Task Put(UnitOfWork unit, ConsentRow row, CancellationToken ct)
    {
        await unit.Execute("delete from consents where voice_id = @VoiceId", row, ct);
        await unit.Execute(
            "insert into consents (voice_id, blob, sha256, seconds, status, created_at) values (@VoiceId, @Blob, @Sha256, @Seconds, @Status, @CreatedAt)", row, ct);
    }
}
