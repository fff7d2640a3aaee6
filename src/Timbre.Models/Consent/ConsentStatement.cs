using Timbre.Models.Transcription;
using Timbre.Text.Terms;

namespace Timbre.Models.Consent;

/// <summary>Consent statement of a speaker: a sentence, with all accepted wordings.</summary>
/// <remarks>English so far; a statement of another language would bring its own acoustic model and dictionary.</remarks>
public sealed class ConsentStatement
{
    /// <summary>The statement of the API's documentation.</summary>
    public const string DefaultTemplate =
        "I am aware that recordings of my voice will be used by {company} to train and create a synthetic version of my voice by "
            + "{platform}.";

    /// <summary>Stands in a template where the account's company is named.</summary>
    public const string CompanyMark = "{company}";

    /// <summary>Stands in a template where the platform is named.</summary>
    public const string PlatformMark = "{platform}";

    /// <summary>A name of the platform that is always accepted.</summary>
    public const string OriginalPlatform = "Resemble AI";

    private const int MaxChars = 2000;

    private ConsentStatement(string text, IReadOnlyList<StatementWording> wordings, IReadOnlyList<SpokenText> texts) =>
        (Text, Wordings, Texts) = (text, wordings, texts);

    /// <summary>Text to show to the speaker.</summary>
    public string Text { get; }

    /// <summary>Accepted wordings, each of at least one word.</summary>
    internal IReadOnlyList<StatementWording> Wordings { get; }

    /// <summary>The same as they are written down: names are whole words there.</summary>
    internal IReadOnlyList<SpokenText> Texts { get; }

    /// <summary>A statement from its template.</summary>
    /// <param name="template">With <see cref="CompanyMark"/> and <see cref="PlatformMark"/> where the names are said; neither has to be
    /// there.</param>
    /// <param name="company">Whose voice it will be; not needed where the template does not name it.</param>
    /// <param name="platform">What this platform is called; <see cref="OriginalPlatform"/> counts beside it.</param>
    /// <param name="challenge">A one-time sentence to be said before or behind the statement; null for none.</param>
    /// <param name="spoken">How names are said that no dictionary has: words to spoken text, or to syllables. Without it their letters
    /// tell.</param>
    /// <exception cref="StatementException">It cannot be said: the message names the part.</exception>
    public static ConsentStatement Of(
        string template, string? company = null, string platform = OriginalPlatform, string? challenge = null,
        ReadingOptions? spoken = null)
    {
        ArgumentNullException.ThrowIfNull(template);
        var reading = spoken ?? ReadingOptions.None;
        var shown = Filled(template, company, platform);
        if (shown.Length + (challenge?.Length ?? 0) > MaxChars)
            throw new StatementException($"The statement has more than {MaxChars} characters.");
        var platforms = template.Contains(PlatformMark, StringComparison.Ordinal)
            ? new[] { platform, OriginalPlatform }.Distinct(StringComparer.OrdinalIgnoreCase)
            : [platform];
        var texts = platforms.Select(name => Filled(template, company, name)).ToList();
        var wordings = platforms.Select(name => StatementWording.Read(template, company, name, reading));
        if (challenge is null)
            return new ConsentStatement(shown, [.. wordings], Spoken(texts));

        var more = StatementWording.Read(challenge, StatementPart.Challenge, reading);
        return new ConsentStatement(
            $"{shown} {challenge}", [.. wordings.SelectMany(wording => new[] { wording.Then(more), more.Then(wording) })],
            Spoken(texts.SelectMany(text => new[] { $"{text} {challenge}", $"{challenge} {text}" })));

        SpokenText[] Spoken(IEnumerable<string> written) =>
            [.. written.Select(text => SpokenText.ReadStrictly(text, reading)).OfType<SpokenText>()];
    }

    private static string Filled(string template, string? company, string platform)
    {
        if (template.Contains(CompanyMark, StringComparison.Ordinal) && string.IsNullOrWhiteSpace(company))
            throw new StatementException("The statement names a company, and none is given.");
        return template.Replace(CompanyMark, company?.Trim(), StringComparison.Ordinal)
            .Replace(PlatformMark, platform, StringComparison.Ordinal);
    }
}

/// <summary>A statement that binds nobody; the message gives the reason.</summary>
public sealed class StatementException(string message) : Exception(message);
