using System.ComponentModel.DataAnnotations;
using Timbre.Server.Accounts;
using Timbre.Server.Http;
using Timbre.Storage;
using Timbre.Text.Phonemes.Transcriptions;

namespace Timbre.Server.Terms.Phonemes;

/// <summary>
/// POST /phonemes: how a word is to be said, in the International Phonetic Alphabet or in ARPAbet. The newest of a word counts.
/// </summary>
internal static class CreatePhoneme
{
    public const int MaxWord = 100;

    /// <param name="Word">The word, without spaces.</param>
    /// <param name="PhoneticTranscription">How it is said: IPA (`həˈloʊ`) or ARPAbet (`HH AH0 L OW1`).</param>
    public sealed record Request([Required, MaxLength(MaxWord)] string? Word, [Required] string? PhoneticTranscription);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/phonemes", Handle).WithName(nameof(CreatePhoneme))
        .WithExample("""{"word":"data","phonetic_transcription":"ˈdeɪtə"}""");

    private static async Task<Answer<PhonemeView>> Handle(
        Request request, Account account, Database db, PhonemeTable phonemes, TermLimits limits, TimeProvider time, CancellationToken ct)
    {
        var word = Fields.OrNone(request.Word);
        var transcription = Fields.OrNone(request.PhoneticTranscription);
        if ((RefuseWord(word) ?? RefuseTranscription(transcription)) is { } refusal)
            return refusal;
        if (await phonemes.Count(account.Id, ct) >= limits.MaxTermsPerAccount)
            return Refusal.BadRequest(
                "too_many_phonemes",
                $"This account has {limits.MaxTermsPerAccount} phonemes, which is the limit: delete one first.");

        var now = time.GetUtcNow();
        var phoneme = new Phoneme
        {
            Id = Guid.NewGuid().ToString("N"),
            AccountId = account.Id,
            Word = word!,
            PhoneticTranscription = transcription!,
            CreatedAt = now,
            UpdatedAt = now
        };
        await using var unit = await db.Begin(ct);
        await PhonemeTable.Add(unit, phoneme, ct);
        await unit.Commit();
        return PhonemeView.Of(phoneme);
    }

    private static Refusal? RefuseWord(string? word) =>
        word is null || word.Any(char.IsWhiteSpace) || !word.Any(char.IsLetter)
            ? Refusal.BadRequest(
                "invalid_word",
                $"word: one word is needed, 1 to {MaxWord} characters without spaces; for more than one word use a term substitution.")
            : Fields.Text("word", word, MaxWord);

    private static Refusal? RefuseTranscription(string? transcription)
    {
        const string field = "phonetic_transcription";
        if (transcription is null)
            return Refusal.BadRequest($"invalid_{field}", $"{field}: how the word is said is needed, such as həˈloʊ or HH AH0 L OW1.");
        try
        {
            TranscriptionParser.Parse(transcription);
            return null;
        }
        catch (FormatException unreadable)
        {
            return Refusal.BadRequest($"invalid_{field}", $"{field}: {unreadable.Message}");
        }
    }
}
