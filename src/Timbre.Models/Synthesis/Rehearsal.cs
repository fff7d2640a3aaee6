using Timbre.Audio;
using Timbre.Models.BaseVoices;
using Timbre.Models.Synthesis.Planning;
using Timbre.Models.Text;

namespace Timbre.Models.Synthesis;

/// <summary>A base voice speaking to be measured: sound as it leaves the vocoder, and its phones.</summary>
internal sealed class Rehearsal(BaseVoice voice, VoiceShape shape, Prosody prosody)
{
    private const double PauseSeconds = 0.15;
    private const ulong Seed = 1;

    private readonly ScriptReader _reader = new();
    private readonly PhrasePlanner _planner = new(voice, prosody);
    private readonly PhraseSynthesiser _synthesiser = new(voice, shape);

    /// <summary>One clip for each phrase of the sentences.</summary>
    public IEnumerable<(Clip Sound, IReadOnlyList<PhoneTime> Phones)> Say(IEnumerable<string> sentences)
    {
        foreach (var phrase in sentences.SelectMany(sentence => _reader.Read(sentence, ReadingOptions.None).Phrases))
        {
            var plan = _planner.Plan(phrase, 0, PauseSeconds);
            yield return (_synthesiser.Speak(plan, Seed), plan.Phones());
        }
    }
}
