namespace Timbre.Server.Terms.Phonemes;

/// <summary>A phoneme on the wire.</summary>
/// <param name="Uuid">The phoneme, in every path that means it.</param>
/// <param name="Alphabet">`ipa`.</param>
/// <param name="Word">The word.</param>
/// <param name="PhoneticTranscription">How it is said, as it was sent.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">The same: a phoneme is not changed, the newest of a word counts.</param>
public sealed record PhonemeView(
    string Uuid, string Alphabet, string Word, string PhoneticTranscription, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static PhonemeView Of(Phoneme phoneme) =>
        new(phoneme.Id, "ipa", phoneme.Word, phoneme.PhoneticTranscription, phoneme.CreatedAt, phoneme.UpdatedAt);
}
