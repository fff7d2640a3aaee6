using Timbre.Models.Utterances;

namespace Timbre.Models.AcousticModel;

/// <summary>
/// Input features of each phone of a phrase: its number, and its context in syllable, word and phrase.
/// </summary>
internal static class PhoneContexts
{
    /// <summary>Different phones: the 39 of the CMU dictionary, the weak vowel of "the", and the pause.</summary>
    public static int Phones => Timbre.Text.Phonemes.CmuPhoneSet.All.Count + 2;

    /// <summary>The number of a pause.</summary>
    public static int Pause => Timbre.Text.Phonemes.CmuPhoneSet.All.Count + 1;

    /// <summary>Number of context features of a phone.</summary>
    public const int Count = 20;

    private static int Schwa => Timbre.Text.Phonemes.CmuPhoneSet.All.Count;

    /// <summary>The number of each segment's phone.</summary>
    public static int[] PhonesOf(Utterance utterance) => [.. utterance.Segments.Select(segment => segment.Phone switch
    {
        { IsPause: true } => Pause,
        { Name: "ax" } => Schwa,
        var phone => Timbre.Text.Phonemes.CmuPhoneSet.IndexOf(phone.Name),
    })];

    /// <summary>
    /// Where each segment stands: [segments, <see cref="Count"/>], all between 0 and 1 or little more; of pauses only what is told of the
    /// phrase.
    /// </summary>
    /// <param name="utterance">The phrase.</param>
    /// <param name="isStatement">Probability that the sentence ends with it, 0 to 1; a half if unknown.</param>
    /// <param name="isQuestion">Whether it asks, 0 to 1.</param>
    public static float[] Of(Utterance utterance, float isStatement, float isQuestion)
    {
        var contexts = new float[utterance.Segments.Count * Count];
        var syllables = utterance.Syllables.Count;
        for (var i = 0; i < utterance.Segments.Count; i++)
        {
            var x = contexts.AsSpan(i * Count, Count);
            (x[0], x[1], x[2], x[3]) = (isStatement, isQuestion, utterance.PhraseNumber == 0 ? 1 : 0, LogScaled(syllables));
            if (utterance.Segments[i].Syllable is not (>= 0 and var at))
                continue;
            var syllable = utterance.Syllables[at];
            var word = utterance.Words[syllable.Word];
            var vowel = Enumerable.Range(syllable.First, syllable.Last - syllable.First + 1)
                .FirstOrDefault(s => utterance.Segments[s].Phone.IsVowel, syllable.First);
            var (wordFirst, wordLast) = (utterance.Syllables[word.First].First, utterance.Syllables[word.Last].Last);
            (x[4], x[5]) = (syllable.Stressed ? 1 : 0, syllable.Accented ? 1 : 0);
            (x[6], x[7]) = (i < vowel ? 1 : 0, i > vowel ? 1 : 0);
            (x[8], x[9]) = (ClampedRatio(i - syllable.First, 4), ClampedRatio(syllable.Last - i, 4));
            (x[10], x[11]) = (ClampedRatio(i - wordFirst, 8), ClampedRatio(wordLast - i, 8));
            (x[12], x[13]) = (ClampedRatio(word.Last - word.First, 5), word.PartOfSpeech == Content ? 1 : 0);
            (x[14], x[15]) = (LogScaled(at), LogScaled(syllables - 1 - at));
            (x[16], x[17]) = (LogScaled(utterance.Words.Count - 1 - syllable.Word), at == syllables - 1 ? 1 : 0);
            (x[18], x[19]) = (at > 0 && utterance.Syllables[at - 1].Stressed ? 1 : 0,
                at < syllables - 1 && utterance.Syllables[at + 1].Stressed ? 1 : 0);
        }

        return contexts;
    }

    private static double Content { get; } = WordNode.SymbolOf("content");

    private static float ClampedRatio(int distance, int max) => Math.Min(distance, max) / (float)max;

    private static float LogScaled(int distance) => MathF.Log(1 + distance) / 4;
}
