using System.Runtime.CompilerServices;
using Timbre.Models.Voices;
using Timbre.Server.Consent;
using Timbre.Server.Http;
using Timbre.Server.Speech.Caching;
using Timbre.Server.Speech.Streaming;
using Timbre.Server.Voices;
using Timbre.Text;
using Timbre.Text.Scripts;
using Timbre.Text.Terms;

namespace Timbre.Server.Speech;

/// <summary>From a text to a voice's sound; everything that speaks comes here by way of <see cref="SpeechPreparation"/>.</summary>
internal sealed class SpeechSynthesizer(
    VoiceModels models, ConsentGate consent, SynthesisLimiter limiter, VoiceEngine engine, ScriptReader reader, SpeechMetrics metrics,
    SpeechLimits limits)
{
    /// <summary>Where nobody asks for another, so that the same text sounds the same.</summary>
    public const int DefaultSeed = 0;

    private readonly ReadingLimits _readingLimits = new(limits.MaxSpeechCharacters);

    /// <summary>Refuses a text that is too long by itself, before anything is done for it.</summary>
    /// <param name="field">The request's name of it, for the refusal.</param>
    /// <param name="text">Plain text or SSML.</param>
    /// <exception cref="RefusedException">It is.</exception>
    public void CheckLength(string field, string text)
    {
        try
        {
            ScriptReader.CheckLength(text, _readingLimits);
        }
        catch (TextTooLongException tooLong)
        {
            throw Refused(field, tooLong);
        }
    }

    /// <summary>What is to be said. The work is bounded as that of a phrase is: whoever reads has a place at the gate.</summary>
    /// <param name="field">The request's name of the text, for the refusal.</param>
    /// <param name="text">Plain text or SSML.</param>
    /// <param name="options">The account's own pronunciations and substitutions.</param>
    /// <param name="ct">Ends the waiting, and the reading at the next word.</param>
    /// <exception cref="RefusedException">It cannot be read; the refusal says why.</exception>
    public async Task<Script> Read(string field, string text, ReadingOptions options, CancellationToken ct)
    {
        using var slot = await limiter.Acquire(isFirst: true, ct);
        try
        {
            return await Task.Run(() => reader.Read(text, options, _readingLimits, ct), ct);
        }
        catch (ScriptException unreadable)
        {
            throw Refused(field, unreadable);
        }
    }

    private static RefusedException Refused(string field, ScriptException why) =>
        new(Refusal.BadRequest(why is TextTooLongException ? "text_too_long" : "text_not_speakable", $"{field}: {why.Message}"));

    /// <summary>
    /// Says it stretch by stretch; the next one is made, or the next phrase remembered, when the last one has been taken.
    /// </summary>
    /// <exception cref="RefusedException">The voice cannot speak yet, or must not any more.</exception>
    public async IAsyncEnumerable<PhraseStretch> Speak(Voice voice, Script script, int seed, [EnumeratorCancellation] CancellationToken ct)
    {
        var (model, cache) = await models.Load(await consent.ToSpeak(voice.Id, ct), ct);
        var session = engine.Open(model, script, seed);
        for (var number = 0; number < session.Count; number++)
        {
            if (number > 0)
                await consent.ToSpeak(voice.Id, ct); // a consent that is withdrawn meanwhile ends it here
            var key = cache.IsEnabled ? new PhraseKey(seed, session.Fingerprint(number)) : default;
            if (cache.IsEnabled && cache.Find(key) is { } remembered)
            {
                yield return remembered.ToStretch();
                continue;
            }

            var made = new List<PhraseStretch>();
            await foreach (var stretch in Synthesize(session, number, ct))
            {
                if (cache.IsEnabled)
                    made.Add(stretch);
                if (cache.IsEnabled && stretch.IsLast)
                    cache.Add(key, SpokenPhrase.Of(made));
                yield return stretch; // outside the gate: whoever listens slowly keeps nobody else waiting
            }
        }
    }

    /// <summary>Says it with every time known before the first sound is made.</summary>
    /// <exception cref="RefusedException">The voice cannot speak yet, or must not any more.</exception>
    public async Task<TimedSpeech> SpeakTimed(Voice voice, Script script, int seed, CancellationToken ct)
    {
        var (model, _) = await models.Load(await consent.ToSpeak(voice.Id, ct), ct);
        List<PlannedPhrase> plan;
        using (await limiter.Acquire(isFirst: true, ct))
            plan = await Task.Run(() => engine.Open(model, script, seed).PlanAll(ct).ToList(), ct);
        return new TimedSpeech(Timestamps.Of(plan), plan.Sum(phrase => (long)phrase.Samples), model.RateHz, Speak(voice, script, seed, ct));
    }

    private async IAsyncEnumerable<PhraseStretch> Synthesize(
        VoiceSession session, int number, [EnumeratorCancellation] CancellationToken ct)
    {
        using var stretches = session.SpeakStretches(number, ct).GetEnumerator();
        for (var (isFirst, isLast) = (number == 0, false); !isLast; isFirst = false)
        {
            var stretch = await Next(stretches, isFirst, ct);
            isLast = stretch.IsLast;
            yield return stretch;
        }
    }

    /// <summary>One turn at the gate.</summary>
    private async Task<PhraseStretch> Next(IEnumerator<PhraseStretch> stretches, bool isFirst, CancellationToken ct)
    {
        using var slot = await limiter.Acquire(isFirst, ct);
        await Task.Run(stretches.MoveNext, ct);
        if (stretches.Current.IsLast)
            metrics.CountPhrase();
        return stretches.Current;
    }
}
