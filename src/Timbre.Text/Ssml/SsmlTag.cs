using Timbre.Text.Scripts;

namespace Timbre.Text.Ssml;

/// <summary>A tag that opens an element.</summary>
internal sealed record SsmlTag(string Name, IReadOnlyDictionary<string, string> Attributes, int Line, int Position)
{
    /// <summary>An attribute without the space around it; null where it is not there.</summary>
    public string? this[string attribute] => Attributes.TryGetValue(attribute, out var value) ? value.Trim() : null;

    /// <summary>The mistake in it, for whoever wrote it.</summary>
    public ScriptException Error(string what) => new($"SSML, line {Line}, position {Position}: {what}");

    /// <summary>The mistake in an attribute's value.</summary>
    public ScriptException InvalidAttribute(string attribute, string allowed) =>
        Error($"{attribute}=\"{this[attribute]}\" of <{Name}> is not understood; use {allowed}.");
}
