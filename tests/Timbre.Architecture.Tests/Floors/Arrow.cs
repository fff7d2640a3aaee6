namespace Timbre.Architecture.Tests.Floors;

/// <summary>A file of one top-level folder names a type that another top-level folder declares.</summary>
/// <param name="File">Path below the repository's root, with slashes.</param>
/// <param name="From">Top-level folder of the file; empty for the project's root.</param>
/// <param name="To">Top-level folder that declares the type.</param>
internal sealed record Arrow(string File, int Line, string From, string To, string Type)
{
    public string Name => $"{File} -> {(To.Length == 0 ? "(root)" : To)}";

    public string Place => $"{File}:{Line} names {Type}";
}
