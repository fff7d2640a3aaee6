using Timbre.Text.Scripts;

namespace Timbre.Text.Phonemes.Transcriptions;

/// <summary>Parser of phonetic transcriptions in the International Phonetic Alphabet or in ARPAbet.</summary>
/// <remarks>
/// Capitals, or phone names between spaces, are ARPAbet: <c>HH AH0 L OW1</c>, <c>HHAH0LOW1</c>, <c>hh ax l ow</c>. Anything else is
/// IPA, General American or British: <c>həˈloʊ</c>, <c>/hɛˈləʊ/</c>. Boundaries that are written (stress marks of IPA, full
/// stops, hyphens) stay; other syllables begin with as many consonants as English allows. Where no stress is written, the first
/// vowel that is no schwa gets it.
/// </remarks>
public static class TranscriptionParser
{
    /// <summary>The longest transcription that is looked at, in UTF-16 characters.</summary>
    public const int MaxLength = 200;

    /// <summary>The syllables of <paramref name="transcription"/>.</summary>
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

        var segments = Arpabet.LooksLike(text) ? Arpabet.Read(text) : IpaReader.Read(text);
        if (!segments.Exists(segment => segment.HasVowel))
            throw new FormatException("The transcription has no vowel.");
        AttachStrayConsonants(segments);
        if (segments.TrueForAll(segment => segment.Stress < 0))
            StressFirstFullVowel(segments);
        return [.. segments.SelectMany(segment => Syllabifier.Split(segment.ToSymbols()))];
    }

    /// <summary>A boundary with no vowel on one side of it is none: the consonants go to their neighbour.</summary>
    private static void AttachStrayConsonants(List<TranscribedSegment> segments)
    {
        for (var i = segments.Count - 1; i >= 0; i--)
        {
            if (segments[i].HasVowel)
                continue;
            if (i + 1 < segments.Count)
                segments[i + 1].Prepend(segments[i]);
            else
                segments[i - 1].Append(segments[i]);
            segments.RemoveAt(i);
        }
    }

    private static void StressFirstFullVowel(List<TranscribedSegment> segments)
    {
        if (segments.Find(segment => segment.HasFullVowel) is { } segment)
            segment.Stress = 1;
    }
}
