using Timbre.Server.Consent;
using Timbre.Server.Http;
using Timbre.Server.Terms;
using Timbre.Server.Voices;
using Timbre.Text.Scripts;
using Timbre.Text.Terms;

namespace Timbre.Server.Speech;

/// <summary>The one way into speech: checks what is asked for, finds the voice, and reads the text with the account's glossary.</summary>
internal sealed class SpeechPreparation(VoiceTable voices, Glossary glossary, SpeechSynthesizer synthesizer)
{
    /// <summary>Finds the voice and reads the text.</summary>
    /// <exception cref="RefusedException">Something in the request is wrong, in the order of <see cref="FindVoice"/>.</exception>
    public async Task<PreparedSpeech> Prepare(SpeechRequest request, Refusal? alsoRefused, CancellationToken ct) =>
        await Read(request, await FindVoice(request, alsoRefused, ct), ct);

    /// <summary>The first half, for a route that has more to refuse before the text is read.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="alsoRefused">What is wrong with fields that only this route has; reported after the fields that all have.</param>
    /// <param name="ct">Ends the waiting.</param>
    /// <exception cref="RefusedException">A field is wrong, or there is no such voice.</exception>
    public async Task<Voice> FindVoice(SpeechRequest request, Refusal? alsoRefused, CancellationToken ct) =>
        (SpeechRules.Refuse(request) ?? alsoRefused) is { } refusal
            ? throw new RefusedException(refusal)
            : await Find(request.AccountId, request.VoiceUuid!, ct);

    /// <summary>A voice for what is stored now and spoken later: refused at once when it cannot speak yet.</summary>
    /// <exception cref="RefusedException">There is no such voice, or it does not speak.</exception>
    public async Task<Voice> FindSpeakingVoice(string accountId, string voiceUuid, CancellationToken ct)
    {
        var voice = await Find(accountId, voiceUuid, ct);
        return ConsentGate.RefuseSynthesis(voice) is { } refusal ? throw new RefusedException(refusal) : voice;
    }

    /// <summary>The second half: reads the text for a voice that has been found.</summary>
    /// <exception cref="RefusedException">The text cannot be read; the refusal says why.</exception>
    public async Task<PreparedSpeech> Read(SpeechRequest request, Voice voice, CancellationToken ct)
    {
        var script = await ReadScript(request, ct);
        return new PreparedSpeech(synthesizer, voice, script)
        {
            Seed = request.Seed ?? script.Seed ?? SpeechSynthesizer.DefaultSeed,
            RateHz = request.SampleRate ?? SpeechRules.DefaultRateHz,
            Encoding = SpeechRules.Encoding(request.Precision)!.Value,
            Issues = [.. script.Issues, .. SpeechRules.WithoutEffect(request.Model, request.UseHd)],
        };
    }

    /// <summary>Reads a text that no voice is to say.</summary>
    /// <exception cref="RefusedException">There is none, or it cannot be read; the refusal says why.</exception>
    public Task<Script> ReadText(SpeechRequest request, CancellationToken ct) =>
        SpeechRules.RefuseText(request) is { } refusal ? throw new RefusedException(refusal) : ReadScript(request, ct);

    private async Task<Script> ReadScript(SpeechRequest request, CancellationToken ct)
    {
        synthesizer.CheckLength(request.TextField, request.Text!);
        var options = request.ApplyGlossary ? await glossary.ReadingOptionsOf(request.AccountId, ct) : ReadingOptions.None;
        return await synthesizer.Read(request.TextField, request.Text!, options, ct);
    }

    private async Task<Voice> Find(string accountId, string voiceUuid, CancellationToken ct) =>
        await voices.Find(accountId, voiceUuid, ct) ?? throw new RefusedException(Refusal.NotFound("voice"));
}
