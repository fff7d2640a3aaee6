using Timbre.Models.Text;
using Timbre.Models.Text.Lexicons;
using Timbre.Models.Text.Scripts;
using Timbre.Server.Terms.Phonemes;
using Timbre.Server.Terms.Substitutions;

namespace Timbre.Server.Terms;

/// <summary>What an account knows better about how its texts are read.</summary>
internal sealed class Glossary(PhonemeTable phonemes, SubstitutionTable substitutions)
{
    /// <summary>The account's phonemes and term substitutions; of several for one word the newest counts.</summary>
    public async Task<ReadingOptions> ReadingOptionsOf(string accountId, CancellationToken ct)
    {
        var spoken = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var substitution in await substitutions.All(accountId, ct))
            spoken[substitution.OriginalText] = substitution.ReplacementText;
        var said = new Dictionary<string, IReadOnlyList<Syllable>>(StringComparer.OrdinalIgnoreCase);
        foreach (var phoneme in await phonemes.All(accountId, ct))
            said[phoneme.Word] = Phonetics.Parse(phoneme.PhoneticTranscription);
        return new ReadingOptions(spoken, said);
    }
}
