using Timbre.Audio;
using Timbre.Models.BaseVoices;
using Timbre.Models.Programs;
using Timbre.Models.Text;
using Timbre.Models.Text.Scripts;

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

    /// <summary>One phrase of a script.</summary>
    public SpokenPhrase Say(ScriptPhrase phrase, string text, CancellationToken ct)
    {
        var source = phrase.Source.Of(text);
        var plain = SpeakableText.Of(source);
        var (sound, phones) = SpeakableText.IsSpeakable(plain) ? Flite.Say(_voice, plain, _model.Prosody, _scratch, ct) : (new Clip([], VoiceEngine.SpeechRateHz), []);
        Polish(sound.Samples);
        var runes = source.EnumerateRunes().ToArray();
        var each = sound.Seconds / Math.Max(1, runes.Length);
        return new SpokenPhrase(sound, [.. runes.Select((rune, i) => new GraphTime(rune.ToString(), i * each, (i + 1) * each))], [.. phones.Select(Named)]);
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

    private static SpokenPhone Named(PhoneTime phone)
    {
        var name = Phones.IndexOf(phone.Phone) is >= 0 and var index ? Phones.All[index] : Phones.Pause;
        return new SpokenPhone(name, name == Phones.Pause ? "" : name, phone.StartSeconds, phone.EndSeconds);
    }
}
