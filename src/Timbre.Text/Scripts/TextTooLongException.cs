namespace Timbre.Text.Scripts;

/// <summary>A text, or what its reading makes of it, is longer than its <see cref="ReadingLimits"/> allow.</summary>
public sealed class TextTooLongException : ScriptException
{
    private TextTooLongException(string message)
        : base(message)
    {
    }

    internal static TextTooLongException Written(int characters, int max) =>
        new($"{characters} characters are too many, at most {max} are spoken at once (markup does not count).");

    internal static TextTooLongException Spoken() =>
        new("read aloud, with its figures, aliases and your own terms, it is too long. Send it in parts.");
}
