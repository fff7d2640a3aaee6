namespace Timbre.Bench.Transcripts;

/// <summary>A recording and what is said in it, as a line of a list has it.</summary>
/// <param name="Set">Whose figures it counts to.</param>
/// <param name="Speaker">Other sentences are taken from the same speaker.</param>
/// <param name="Path">A WAV file.</param>
/// <param name="Text">What is said.</param>
internal sealed record SpokenUtterance(string Set, string Speaker, string Path, string Text)
{
    /// <summary>Lines of set, speaker, file and text between tabs.</summary>
    public static List<SpokenUtterance> Read(string list) =>
        [.. File.ReadLines(list).Select(line => line.Split('\t')).Where(cells => cells.Length == 4)
            .Select(cells => new SpokenUtterance(cells[0], cells[1], cells[2], cells[3]))];
}
