using Timbre.Models.Alignment.Words;
using Timbre.Models.Transcription;
using Timbre.Text.Terms;

namespace Timbre.Models.Consent;

/// <summary>Parts of a statement.</summary>
internal enum StatementPart
{
    Sentence,
    Company,
    Platform,
    Challenge,
}

/// <summary>One way to word a statement: its words with all ways to say them, and the part that each is in.</summary>
internal sealed record StatementWording(SpokenText Spoken, IReadOnlyList<StatementPart> Parts)
{
    /// <summary>Minimum number of phones that can be distinguished by their sound.</summary>
    private const int ChunkPhones = 3;

    /// <summary>The words of a template with its names filled in.</summary>
    public static StatementWording Read(string template, string? company, string platform, ReadingOptions reading)
    {
        var read = new List<StatementWording>();
        for (var rest = template.AsSpan(); rest.Length > 0;)
        {
            var mark = FirstMark(rest);
            var end = mark is null ? rest.Length : rest.IndexOf(mark);
            if (HasWords(rest[..end]))
                read.Add(Read(rest[..end].ToString(), StatementPart.Sentence, reading));
            if (mark is not null)
                read.Add(
                    mark == ConsentStatement.CompanyMark
                        ? Read(company!, StatementPart.Company, reading)
                        : Read(platform, StatementPart.Platform, reading));
            rest = mark is null ? [] : rest[(end + mark.Length)..];
        }

        return read.Count == 0
            ? throw new StatementException("The statement has no words.")
            : read.Aggregate((first, second) => first.Then(second));
    }

    /// <summary>The words of a text that belongs to one part.</summary>
    public static StatementWording Read(string text, StatementPart part, ReadingOptions reading)
    {
        var spoken = SpokenText.ReadStrictly(
            text, reading, alsoByLetters: part is StatementPart.Sentence or StatementPart.Challenge) is { Words.Count: > 0 } read
            && read.Words.All(word => word.Variants.Count > 0) ? read
            : throw new StatementException(part switch
            {
                StatementPart.Company => $"The company's name, \"{text}\", cannot be read in English: say how it is spoken.",
                StatementPart.Platform => $"The platform's name, \"{text}\", cannot be read in English: say how it is spoken.",
                _ => $"\"{text}\" cannot be read in English.",
            });
        var wording = new StatementWording(spoken, [.. spoken.Words.Select(_ => part)]);
        return part is StatementPart.Company or StatementPart.Platform ? wording.SplitNames() : wording;
    }

    /// <summary>
    /// With long words cut into pieces that are held against the sound each by itself: a name that sounds alike differs in one of them, and
    /// the rest would outweigh it.
    /// </summary>
    private StatementWording SplitNames()
    {
        var all = Spoken.Words.Select(word => word.Split(Math.Max(1, word.MinPhones / ChunkPhones))).ToList();
        int[] origins = [.. all.SelectMany((parts, i) => parts.Select(_ => i))];
        return Only(origins) with { Spoken = Only(origins).Spoken with { Words = [.. all.SelectMany(parts => parts)] } };
    }

    /// <summary>This, and then the other.</summary>
    public StatementWording Then(StatementWording other) =>
        new(
            new SpokenText(
                [.. Spoken.Words, .. other.Spoken.Words], [.. Spoken.Written, .. other.Spoken.Written],
                [.. Spoken.Offsets, .. other.Spoken.Offsets]),
            [.. Parts, .. other.Parts]);

    /// <summary>The same words with those from <paramref name="first"/> on said first.</summary>
    public StatementWording From(int first) => Only([.. Enumerable.Range(first, Parts.Count - first), .. Enumerable.Range(0, first)]);

    /// <summary>The same without some words.</summary>
    public StatementWording Without(Predicate<int> isLeftOut) => Only([.. Enumerable.Range(0, Parts.Count).Where(i => !isLeftOut(i))]);

    /// <summary>The same with another word before one of them.</summary>
    public StatementWording With(PronouncedWord word, string written, int at) => new(
        new SpokenText(
            [.. Spoken.Words.Take(at), word, .. Spoken.Words.Skip(at)], [.. Spoken.Written.Take(at), written, .. Spoken.Written.Skip(at)],
            [.. Spoken.Offsets.Take(at), -1, .. Spoken.Offsets.Skip(at)]),
        [.. Parts.Take(at), StatementPart.Sentence, .. Parts.Skip(at)]);

    /// <summary>True if a word belongs to a name.</summary>
    public bool IsName(int word) => Parts[word] is StatementPart.Company or StatementPart.Platform;

    /// <summary>True if a word is written without a space after the word before it, as the letters of "AI" are.</summary>
    public bool GoesOn(int word) =>
        word > 0 && Spoken.Offsets[word] == Spoken.Offsets[word - 1] && Spoken.Written[word] == Spoken.Written[word - 1]
            && Parts[word] == Parts[word - 1];

    /// <summary>Text of a part.</summary>
    public string Written(StatementPart part) =>
        string.Join(' ', Enumerable.Range(0, Parts.Count).Where(i => Parts[i] == part && !GoesOn(i)).Select(i => Spoken.Written[i]));

    private StatementWording Only(int[] words) => new(
        new SpokenText(
            [.. words.Select(i => Spoken.Words[i])], [.. words.Select(i => Spoken.Written[i])], [.. words.Select(i => Spoken.Offsets[i])]),
        [.. words.Select(i => Parts[i])]);

    private static string? FirstMark(ReadOnlySpan<char> text)
    {
        var company = text.IndexOf(ConsentStatement.CompanyMark);
        var platform = text.IndexOf(ConsentStatement.PlatformMark);
        return company >= 0 && (platform < 0 || company < platform)
            ? ConsentStatement.CompanyMark
            : platform >= 0 ? ConsentStatement.PlatformMark : null;
    }

    private static bool HasWords(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter))
                return true;
        }

        return false;
    }
}
