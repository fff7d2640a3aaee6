namespace Timbre.Models.Alignment.Words;

/// <summary>A word and the ways in which people say it.</summary>
/// <param name="Variants">At least one, each of at least one phone: numbers of <see cref="Acoustics.SphinxPhoneSet"/>.</param>
/// <param name="IsKnown">Whether a dictionary has it.</param>
/// <param name="AcceptsAnySpeech">Written in figures or signs, which are read in more ways than anybody lists: any speech will do for
/// it.</param>
internal sealed record PronouncedWord(IReadOnlyList<byte[]> Variants, bool IsKnown = true, bool AcceptsAnySpeech = false)
{
    /// <summary>Phones of its shortest way.</summary>
    public int MinPhones => Variants.Min(variant => variant.Length);

    /// <summary>Cut into so many pieces, none without a phone: each has the ways that the word's ways have there.</summary>
    public IEnumerable<PronouncedWord> Split(int count) =>
        Enumerable.Range(0, count)
            .Select(part =>
                this with { Variants = [.. Variants.Select(variant =>
                    variant[(variant.Length * part / count)..(variant.Length * (part + 1) / count)])
                    .DistinctBy(Convert.ToHexString)] });
}
