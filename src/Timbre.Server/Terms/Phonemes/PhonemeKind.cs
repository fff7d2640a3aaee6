using Timbre.Server.Http;
using Timbre.Text.Phonemes.Transcriptions;

namespace Timbre.Server.Terms.Phonemes;

/// <summary>How a word is to be said. The newest of a word counts.</summary>
internal static class PhonemeKind
{
    /// <summary>Characters of a word.</summary>
    public const int MaxWord = 100;

    private const string Transcription = "phonetic_transcription";

    public static TermKind<Phoneme, CreatePhonemeRequest, PhonemeView> Instance { get; } =
        new("Phoneme", "phoneme", "phonemes", [nameof(Phoneme.Word), nameof(Phoneme.PhoneticTranscription)], Read, PhonemeView.Of)
        {
            CreateSummary =
                "How a word is to be said, in the International Phonetic Alphabet or in ARPAbet. The newest of a word counts.",
            Example = """{"word":"data","phonetic_transcription":"ˈdeɪtə"}""",
        };

    private static Phoneme Read(CreatePhonemeRequest request)
    {
        var word = Fields.OrNone(request.Word);
        var transcription = Fields.OrNone(request.PhoneticTranscription);
        return (RefuseWord(word) ?? RefuseTranscription(transcription)) is { } refusal
            ? throw new RefusedException(refusal)
            : new Phoneme { Word = word!, PhoneticTranscription = transcription! };
    }

    private static Refusal? RefuseWord(string? word) =>
        word is null || word.Any(char.IsWhiteSpace) || !word.Any(char.IsLetter)
            ? Refusal.BadRequest(
                "invalid_word",
                $"word: one word is needed, 1 to {MaxWord} characters without spaces; for more than one word use a term substitution.")
            : Fields.Text("word", word, MaxWord);

    private static Refusal? RefuseTranscription(string? transcription)
    {
        if (transcription is null)
            return Refusal.BadRequest(
                $"invalid_{Transcription}", $"{Transcription}: how the word is said is needed, such as həˈloʊ or HH AH0 L OW1.");
        try
        {
            TranscriptionParser.Parse(transcription);
            return null;
        }
        catch (FormatException unreadable)
        {
            return Refusal.BadRequest($"invalid_{Transcription}", $"{Transcription}: {unreadable.Message}");
        }
    }
}
