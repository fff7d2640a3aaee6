using Timbre.Models.Utterances;
using Timbre.Text.Phonemes;

namespace Timbre.Models.AcousticModel.Phones;

/// <summary>The 39 phones of the CMU dictionary, the weak vowel of "the", and the pause.</summary>
internal sealed class CmuPhones : PhoneInventory
{
    private const int ContextCount = 20;

    /// <inheritdoc/>
    public override int Count => CmuPhoneSet.All.Count + 2;

    /// <inheritdoc/>
    public override int Contexts => ContextCount;

    /// <inheritdoc/>
    public override int Pause => CmuPhoneSet.All.Count + 1;

    private static double Content { get; } = WordNode.SymbolOf("content");

    /// <inheritdoc/>
    public override PhoneInput Read(Utterance utterance, PhraseEnding ending) => new(
        [.. utterance.Segments.Select(segment => NumberOf(segment.Phone))],
        ContextsOf(utterance, ending.SentenceEnds, ending.IsQuestion ? 1 : 0),
        [.. Enumerable.Range(0, utterance.Segments.Count)]);

    private int NumberOf(PhoneFeatures phone) => phone switch
    {
        { IsPause: true } => Pause,
        { Name: "ax" } => CmuPhoneSet.All.Count,
        _ => CmuPhoneSet.IndexOf(phone.Name),
    };

    /// <summary>
    /// Where each segment stands: [segments, contexts], all between 0 and 1 or little more; of pauses only what is told of the phrase.
    /// </summary>
    private static float[] ContextsOf(Utterance utterance, float isStatement, float isQuestion)
    {
        var contexts = new float[utterance.Segments.Count * ContextCount];
        var syllables = utterance.Syllables.Count;
        for (var i = 0; i < utterance.Segments.Count; i++)
        {
            var x = contexts.AsSpan(i * ContextCount, ContextCount);
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

    private static float ClampedRatio(int distance, int max) => Math.Min(distance, max) / (float)max;

    private static float LogScaled(int distance) => MathF.Log(1 + distance) / 4;
}
