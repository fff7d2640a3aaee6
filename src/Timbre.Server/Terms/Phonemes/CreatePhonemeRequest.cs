using System.ComponentModel.DataAnnotations;

namespace Timbre.Server.Terms.Phonemes;

/// <param name="Word">The word, without spaces.</param>
/// <param name="PhoneticTranscription">How it is said: IPA (`həˈloʊ`) or ARPAbet (`HH AH0 L OW1`).</param>
public sealed record CreatePhonemeRequest(
    [Required, MaxLength(PhonemeKind.MaxWord)] string? Word, [Required] string? PhoneticTranscription);
