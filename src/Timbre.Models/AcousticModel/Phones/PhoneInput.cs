namespace Timbre.Models.AcousticModel.Phones;

/// <summary>The phones of a phrase as an acoustic model reads them.</summary>
/// <param name="Numbers">Of each phone, in the model's <see cref="PhoneInventory"/>.</param>
/// <param name="Contexts">[phones, contexts]</param>
/// <param name="Segments">The segment of the utterance that each phone belongs to, in order; a segment may be two phones.</param>
internal sealed record PhoneInput(int[] Numbers, float[] Contexts, int[] Segments)
{
    /// <summary>The lengths of the phones by those of their segments; two phones share theirs.</summary>
    public int[] DurationsOf(IReadOnlyList<int> segments)
    {
        var durations = new int[Numbers.Length];
        for (var i = 0; i < durations.Length; i++)
        {
            var (isFirst, isLast) = (i == 0 || Segments[i - 1] != Segments[i], i == durations.Length - 1 || Segments[i + 1] != Segments[i]);
            var whole = segments[Segments[i]];
            durations[i] = (isFirst, isLast) switch
            {
                (true, true) => whole,
                (true, false) => Math.Max(1, whole / 2),
                _ => Math.Max(1, whole - durations[i - 1]),
            };
        }

        return durations;
    }

    /// <summary>The lengths of <paramref name="count"/> segments by those of the phones.</summary>
    public int[] SegmentDurations(ReadOnlySpan<int> durations, int count)
    {
        var segments = new int[count];
        for (var i = 0; i < durations.Length; i++)
            segments[Segments[i]] += durations[i];
        return segments;
    }
}
