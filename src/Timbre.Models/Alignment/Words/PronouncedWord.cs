namespace Timbre.Models.Alignment.Words;

/// <summary>A word and the ways in which people say it.</summary>
/// <param name="Ways">At least one, each of at least one phone: numbers of <see cref="Acoustics.PhoneSet"/>.</param>
/// <param name="IsKnown">Whether a dictionary has it.</param>
/// <param name="IsLoose">Written in figures or signs, which are read in more ways than anybody lists: any speech will do for it.</param>
internal sealed record PronouncedWord(IReadOnlyList<byte[]> Ways, bool IsKnown = true, bool IsLoose = false)
{
    /// <summary>Phones of its shortest way.</summary>
    public int LeastPhones => Ways.Min(way => way.Length);

    /// <summary>Cut into so many pieces, none without a phone: each has the ways that the word's ways have there.</summary>
    public IEnumerable<PronouncedWord> InPieces(int count) =>
        Enumerable.Range(0, count).Select(piece => this with { Ways = [.. Ways.Select(way => way[(way.Length * piece / count)..(way.Length * (piece + 1) / count)]).DistinctBy(Convert.ToHexString)] });
}
