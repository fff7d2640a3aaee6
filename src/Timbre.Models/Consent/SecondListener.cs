using Timbre.Models.Transcription;
using Timbre.Models.Transcription.Recognisers;
using Timbre.Text.Terms;

namespace Timbre.Models.Consent;

/// <summary>
/// Whether a recogniser has written down a statement word by word: what it makes of a mumbled or noisy recording may be right where the
/// comparison with the sound is not.
/// </summary>
public static class SecondListener
{
    /// <summary>True if every word of one of the wordings was heard, in its order, and no other; words that sound the same are the
    /// same.</summary>
    public static bool Hears(ConsentStatement statement, RecognisedSpeech speech)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(speech);
        return SpokenText.ReadStrictly(speech.Text, ReadingOptions.None) is { } recognised
            && statement.Texts.Any(text => WordAgreement.Align(text, recognised) is var words
                && words.IsRecognised.All(isRecognised => isRecognised) && words.OthersBefore.All(others => others == 0));
    }
}
