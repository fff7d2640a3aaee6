using System.Runtime.CompilerServices;
using Timbre.Models;
using Timbre.Models.Text;
using Timbre.Models.Text.Scripts;
using Timbre.Server.Plumbing;
using Timbre.Server.Voices;

namespace Timbre.Server.Speech;

/// <summary>The one way from a text to a voice's sound; everything on this server that speaks goes through it.</summary>
internal sealed class Narrator(VoiceModels models, SpeechGate gate, VoiceEngine engine, ScriptReader reader)
{
    /// <summary>What is to be said.</summary>
    /// <param name="field">The request's name of it, for the refusal.</param>
    /// <param name="text">Plain text or SSML.</param>
    /// <param name="options">The account's own pronunciations and substitutions.</param>
    /// <exception cref="RefusedException">It cannot be read; the refusal says why.</exception>
    public Script Read(string field, string text, ReadingOptions options)
    {
        try
        {
            return reader.Read(text, options);
        }
        catch (ScriptException unreadable)
        {
            throw new RefusedException(Refusal.BadRequest("text_not_speakable", $"{field}: {unreadable.Message}"));
        }
    }

    /// <summary>Says it phrase by phrase; the next one is made when the last one has been taken.</summary>
    /// <exception cref="RefusedException">The voice cannot speak yet.</exception>
    public async IAsyncEnumerable<SpokenPhrase> Speak(Voice voice, Script script, int seed, [EnumeratorCancellation] CancellationToken ct)
    {
        var model = await models.Of(voice, ct)
            ?? throw new RefusedException(new Refusal(409, "voice_not_ready", $"The voice cannot speak yet: its status is {voice.Status}. Wait for finished."));
        using var phrases = engine.Speak(script, model, seed, ct).GetEnumerator();
        while (true)
        {
            SpokenPhrase phrase;
            using (await gate.Enter(ct))
            {
                if (!await Task.Run(phrases.MoveNext, ct))
                    yield break;
                phrase = phrases.Current;
            }

            yield return phrase; // outside the gate: whoever listens slowly keeps nobody else waiting
        }
    }
}
