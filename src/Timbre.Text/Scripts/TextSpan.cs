namespace Timbre.Text.Scripts;

/// <summary>A stretch of a text, in UTF-16 units.</summary>
/// <param name="Start">Of its first unit, from 0.</param>
/// <param name="Length">May be 0.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The unit behind its last.</summary>
    public int End => Start + Length;

    /// <summary>The text of the span.</summary>
    public string Slice(string text) => text.Substring(Start, Length);
}
