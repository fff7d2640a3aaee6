using Timbre.Models.Text.Scripts;

namespace Timbre.Models.Text;

/// <summary>Reads plain text, or SSML where it begins with <c>&lt;speak</c>, as a person would read it aloud.</summary>
public sealed class ScriptReader
{
    /// <summary>What is to be said.</summary>
    /// <param name="text">Plain English text or SSML.</param>
    /// <param name="options">What the caller knows better.</param>
    /// <exception cref="ScriptException">The markup is broken, or there is nothing to say.</exception>
#pragma warning disable CA1822 // it will hold the lexicon
    public Script Read(string text, ReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(options);
        if (!SpeakableText.IsSpeakable(SpeakableText.Of(text)))
            throw new ScriptException("There is nothing in the text that can be spoken in English.");

        var phrases = new List<ScriptPhrase>();
        var at = 0;
        foreach (var phrase in PhraseSplitter.Split(text))
        {
            var end = text.IndexOf(phrase, at, StringComparison.Ordinal) + phrase.Length;
            while (end < text.Length && char.IsWhiteSpace(text[end]))
                end++;
            var span = new TextSpan(at, end - at);
            phrases.Add(new ScriptPhrase(span, [new ScriptWord(span, phrase, WordClass.Content, [], SpeechStyle.Plain)], PhraseEnd.Statement, null));
            at = end;
        }

        return new Script(text, phrases, null, []);
    }
#pragma warning restore CA1822
}
