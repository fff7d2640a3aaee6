namespace Timbre.Text.Phonemes.Transcriptions;

/// <summary>
/// ARPAbet: phone names of the CMU dictionary and Festival's <c>ax</c>, with or without digits for stress, with or without spaces.
/// </summary>
internal static class Arpabet
{
    private static readonly char[] Separators = [' ', '\t', '-', '.', ',', '_'];

    /// <summary>Capitals, digits, or names between spaces; IPA has none of them.</summary>
    public static bool LooksLike(string text)
    {
        if (text.Any(char.IsAsciiLetterUpper))
            return true;
        if (text.Any(c => !char.IsAscii(c)))
            return false;
        return text.Any(char.IsAsciiDigit)
            || text.Split(Separators, StringSplitOptions.RemoveEmptyEntries) is var names && names.All(name => ParseName(name).Symbol >= 0)
            && names.Any(name => name.Length > 1 && PhoneSymbols.IsVowel((byte)ParseName(name).Symbol));
    }

    /// <summary>Its phones; hyphens and full stops between them are boundaries of syllables.</summary>
    public static List<TranscribedSegment> Read(string text)
    {
        var segments = new List<TranscribedSegment>();
        var digits = text.Any(char.IsAsciiDigit);
        var parts = text.Split(['-', '.']);
        if (parts.All(part => ParseName(part.Trim()).Symbol >= 0))
            parts = [text]; // they stand between all phones and tell nothing
        foreach (var part in parts)
        {
            var names = part.Split(Separators, StringSplitOptions.RemoveEmptyEntries).SelectMany(SplitRun).ToList();
            var segment = new TranscribedSegment();
            foreach (var name in names)
                Add(segments, ref segment, name, digits);
            if (!segment.IsEmpty)
                segments.Add(segment);
        }

        if (segments.Count > 0 && !digits && segments.TrueForAll(segment => !segment.HasFullVowel)
            && segments.Find(segment => segment.HasVowel) is { } first)
            first.Stress = 1;
        return segments;
    }

    private static void Add(List<TranscribedSegment> segments, ref TranscribedSegment segment, string name, bool digits)
    {
        var (symbol, stress) = ParseName(name);
        // Without digits AH and ER are more often schwas than not.
        segment.Add(
            stress > 0 ? PhoneSymbols.WithStress((byte)symbol, stress) : symbol,
            isSchwa: !digits && PhoneSymbols.Phone((byte)symbol) is "AH" or "ER");
        if (digits)
            segment.Stress = Math.Max(segment.Stress, 0); // the vowels carry it
    }

    /// <summary>The names in a run without spaces, where there is one way only to read it.</summary>
    private static IEnumerable<string> SplitRun(string run)
    {
        if (ParseName(run).Symbol >= 0)
            return [run];

        // ways[i]: in how many ways the first i letters can be read, 2 for more than one; last[i]: the length of the last name.
        var (readings, last) = (new int[run.Length + 1], new int[run.Length + 1]);
        readings[0] = 1;
        var read = 0;
        for (var end = 1; end <= run.Length; end++)
        {
            for (var length = 1; length <= Math.Min(3, end); length++)
            {
                if (readings[end - length] == 0 || ParseName(run.Substring(end - length, length)).Symbol < 0
                    || (end < run.Length && char.IsAsciiDigit(run[end])))
                    continue;
                readings[end] = Math.Min(2, readings[end] + readings[end - length]);
                last[end] = length;
                read = end;
            }
        }

        if (readings[^1] == 0)
            throw new FormatException(
                $"'{run[read..]}' in '{run}' is no ARPAbet phone; the phones are {string.Join(' ', CmuPhoneSet.All)}.");
        if (readings[^1] > 1)
            throw new FormatException($"'{run}' can be read in more than one way; put spaces between the phones.");

        var names = new Stack<string>();
        for (var end = run.Length; end > 0; end -= last[end])
            names.Push(run.Substring(end - last[end], last[end]));
        return names;
    }

    /// <summary>The symbol of a name, or -1, and the stress of its digit, or 0.</summary>
    private static (int Symbol, int Stress) ParseName(string name)
    {
        if (name.Length < 2 || name[^1] is < '0' or > '2')
            return (PhoneSymbols.Find(name), 0);
        var symbol = PhoneSymbols.Find(name[..^1]);
        return symbol >= 0 && PhoneSymbols.IsVowel((byte)symbol) ? (symbol, name[^1] - '0') : (-1, 0);
    }
}
