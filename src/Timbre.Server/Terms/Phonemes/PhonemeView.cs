namespace Timbre.Server.Terms.Phonemes;

/// <summary>A phoneme on the wire.</summary>
public sealed record PhonemeView(string Uuid, string Alphabet, string Word, string PhoneticTranscription, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static PhonemeView Of(Phoneme phoneme) => new(phoneme.Id, "ipa", phoneme.Word, phoneme.PhoneticTranscription, phoneme.CreatedAt, phoneme.UpdatedAt);
}
