using Timbre.Models.Text.Lexicons.Transcriptions;
using Timbre.Models.Text.Scripts;

namespace Timbre.Models.Text.Lexicons;

/// <summary>Reads how somebody wrote a word down, in the International Phonetic Alphabet or in ARPAbet.</summary>
/// <remarks>
/// Capitals, or phone names between spaces, are ARPAbet: <c>HH AH0 L OW1</c>, <c>HHAH0LOW1</c>, <c>hh ax l ow</c>. Anything else is
/// IPA, General American or British: <c>həˈloʊ</c>, <c>/hɛˈləʊ/</c>. Boundaries that are written (stress marks of IPA, full
/// stops, hyphens) stay; other syllables begin with as many consonants as English allows. Where no stress is written, the first
/// vowel that is no schwa gets it.
/// </remarks>
public static class Phonetics
{
    /// <summary>The longest transcription that is looked at, in UTF-16 characters.</summary>
    public const int MaxLength = 200;

    /// <summary>The syllables that <paramref name="transcription"/> says.</summary>
    /// <exception cref="FormatException">It could not be read; the message is a sentence that names what was not understood.</exception>
    public static IReadOnlyList<Syllable> Parse(string transcription)
    {
        ArgumentNullException.ThrowIfNull(transcription);
        var text = transcription.Trim();
        if (text.Length > 1 && (text[0], text[^1]) is ('/', '/') or ('[', ']'))
            text = text[1..^1].Trim();
        if (text.Length == 0)
            throw new FormatException("The transcription is empty.");
        if (text.Length > MaxLength)
            throw new FormatException($"The transcription has more than {MaxLength} characters.");

        var pieces = Arpabet.LooksLike(text) ? Arpabet.Read(text) : IpaReader.Read(text);
        if (!pieces.Exists(piece => piece.HasVowel))
            throw new FormatException("The transcription has no vowel.");
        JoinLooseConsonants(pieces);
        if (pieces.TrueForAll(piece => piece.Stress < 0))
            StressOne(pieces);
        return [.. pieces.SelectMany(piece => Syllabifier.Split(piece.Stressed()))];
    }

    /// <summary>A boundary with no vowel on one side of it is none: the consonants go to their neighbour.</summary>
    private static void JoinLooseConsonants(List<TranscribedPiece> pieces)
    {
        for (var i = pieces.Count - 1; i >= 0; i--)
        {
            if (pieces[i].HasVowel)
                continue;
            if (i + 1 < pieces.Count)
                pieces[i + 1].Prepend(pieces[i]);
            else
                pieces[i - 1].Append(pieces[i]);
            pieces.RemoveAt(i);
        }
    }

    private static void StressOne(List<TranscribedPiece> pieces)
    {
        if (pieces.Find(piece => piece.HasFullVowel) is { } piece)
            piece.Stress = 1;
    }
}
