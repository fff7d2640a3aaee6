namespace Timbre.Text.Lexicons.Tagging;

/// <summary>Rules that score the parts of speech of a homograph by its neighbours' tags; the first that fits applies.</summary>
internal static class HomographRules
{
    private const PosTag Nominal = PosTag.Determiner | PosTag.Possessive | PosTag.Number;

    /// <summary>A verb behind a modal: "will record".</summary>
    public static readonly TagRule[] VerbAfterModal = [new(PosTag.Modal | PosTag.Do, 4, -1)];

    /// <summary>A verb behind its subject, or no verb behind what begins a noun phrase.</summary>
    public static readonly TagRule[] VerbAfterSubject =
    [
        new(PosTag.Subject, 3.5, 1, Without: PosTag.Determiner),
        new(PosTag.Third, 1, 3.5),
        new(Nominal | PosTag.Preposition | PosTag.Be | PosTag.Have, 0.5, With: PosTag.Subject),
        new(Nominal | PosTag.Preposition | PosTag.Be | PosTag.Have, -2),
    ];

    /// <summary>A verb behind a content word.</summary>
    public static readonly TagRule[] VerbAfterContentWord =
    [
        new(PosTag.Plural, 2.5, -1),
        new(PosTag.Noun | PosTag.Unknown, -0.5, 1),
        new(PosTag.Past | PosTag.Verb | PosTag.Ing | PosTag.Adjective, -1),
    ];

    public static readonly TagRule[] NounAfter =
    [
        new(Nominal, 1, With: PosTag.Subject),
        new(Nominal, 3.5),
        new(PosTag.Adjective | PosTag.Preposition, 3),
        new(PosTag.Verb | PosTag.Past | PosTag.Ing | PosTag.Have, 2),
        new(PosTag.Noun | PosTag.Unknown, 1),
    ];

    /// <summary>A past tense or participle behind its auxiliary or subject, in a phrase about the present.</summary>
    public static readonly TagRule[] PastAfter =
    [
        new(PosTag.Third, 4),
        new(PosTag.Subject, 1, Without: PosTag.Determiner),
        new(PosTag.Determiner | PosTag.Possessive | PosTag.Preposition, -2),
        new(PosTag.Plural | PosTag.Conjunction, 0.5),
        new(PosTag.Noun | PosTag.Unknown, 2),
    ];

    /// <summary>The same in a phrase about the past.</summary>
    public static readonly TagRule[] PastAfterInPastPhrase =
    [
        new(PosTag.Third, 4),
        new(PosTag.Subject, 5, Without: PosTag.Determiner),
        new(PosTag.Determiner | PosTag.Possessive | PosTag.Preposition, -2),
        new(PosTag.Plural | PosTag.Conjunction, 3),
        new(PosTag.Noun | PosTag.Unknown, 2),
    ];
}
