using Timbre.Server.Terms.Phonemes;
using Timbre.Server.Terms.Substitutions;
using Timbre.Text.Phonemes.Transcriptions;
using Timbre.Text.Scripts;
using Timbre.Text.Terms;

namespace Timbre.Server.Terms;

/// <summary>What an account knows better about how its texts are read.</summary>
internal sealed class Glossary(TermTable<Phoneme> phonemes, TermTable<Substitution> substitutions)
{
    /// <summary>The account's phonemes and term substitutions; of several for one word the newest counts.</summary>
    public async Task<ReadingOptions> ReadingOptionsOf(string accountId, CancellationToken ct)
    {
        var spoken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var substitution in await substitutions.All(accountId, ct))
            spoken[substitution.OriginalText] = substitution.ReplacementText;
        var pronounced = new Dictionary<string, IReadOnlyList<Syllable>>(StringComparer.OrdinalIgnoreCase);
        foreach (var phoneme in await phonemes.All(accountId, ct))
            pronounced[phoneme.Word] = TranscriptionParser.Parse(phoneme.PhoneticTranscription);
        return new ReadingOptions(spoken, pronounced);
    }
}
