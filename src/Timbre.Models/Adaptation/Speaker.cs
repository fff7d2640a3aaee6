using Timbre.Models.BaseVoices;
using Timbre.Models.Programs;
using Timbre.Models.Text;

namespace Timbre.Models.Adaptation;

/// <summary>Speaks phrases with a model: writes its voice file once, then lets flite say one phrase after another.</summary>
internal sealed class Speaker : IDisposable
{
    private const float Knee = 0.85f; // louder samples are rounded off towards 1, never cut
    private const int FadeSamples = 80;

    private readonly ScratchFolder _scratch = new();
    private readonly VoiceModel _model;
    private readonly string _voice;

    public Speaker(VoiceModel model, BaseVoiceShelf shelf, CancellationToken ct)
    {
        _model = model;
        var baseVoice = shelf.Get(model.BaseVoice, ct);
        _voice = _scratch.File("voice");
        File.WriteAllBytes(_voice, baseVoice.Bent(model.Shape));
    }

    /// <summary>One phrase, or null when nothing in it can be spoken.</summary>
    public SpokenPhrase? Say(string phrase, CancellationToken ct)
    {
        var plain = SpeakableText.Of(phrase);
        if (!SpeakableText.IsSpeakable(plain))
            return null;

        var (sound, phones) = Flite.Say(_voice, plain, _model.Prosody, _scratch, ct);
        if (sound.Samples.Length == 0)
            return null;
        Polish(sound.Samples);
        return new SpokenPhrase(sound, phrase, [.. phones.Select(Named)]);
    }

    public void Dispose() => _scratch.Dispose();

    private void Polish(Span<float> samples)
    {
        Rumble.Reduce(samples, VoiceEngine.SpeechRateHz, _model.Finish.CornerHz, _model.Finish.RumbleLeft);
        for (var i = 0; i < samples.Length; i++)
        {
            var sample = samples[i] * _model.Finish.Gain;
            var over = Math.Abs(sample) - Knee;
            samples[i] = over <= 0 ? sample : Math.Sign(sample) * (Knee + (1 - Knee) * MathF.Tanh(over / (1 - Knee)));
        }

        // Phrases meet in silence, but even a step of hiss is heard.
        for (var i = 0; i < Math.Min(FadeSamples, samples.Length / 2); i++)
        {
            samples[i] *= (float)i / FadeSamples;
            samples[^(i + 1)] *= (float)i / FadeSamples;
        }
    }

    private static PhoneTime Named(PhoneTime phone) =>
        phone with { Phone = Phones.IndexOf(phone.Phone) is >= 0 and var index ? Phones.All[index] : Phones.Pause };
}
