using Timbre.Audio;
using Timbre.Models.Alignment;
using Timbre.Models.Utterances;
using Timbre.Text;
using Timbre.Text.Terms;

namespace Timbre.Models.Output;

/// <summary>A voice speaking to be measured: sound as it leaves the vocoder, and its phones.</summary>
internal sealed class CalibrationSynthesis(IPhraseVoice voice)
{
    private const double PauseSeconds = 0.15;
    private const ulong Seed = 1;

    private readonly ScriptReader _reader = new(InstalledLexicon.English);

    /// <summary>One clip for each phrase of the sentences.</summary>
    public IEnumerable<(AudioClip Sound, IReadOnlyList<PhoneTime> Phones)> Synthesize(IEnumerable<string> sentences)
    {
        foreach (var phrase in sentences.SelectMany(sentence => _reader.Read(sentence, ReadingOptions.None).Phrases))
        {
            var utterance = voice.Plan(phrase, 0, PauseSeconds);
            yield return (utterance.SynthesizeWhole(Seed), utterance.Plan.Phones());
        }
    }
}
