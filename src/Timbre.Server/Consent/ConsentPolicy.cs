using Timbre.Audio.Fingerprints;
using Timbre.Models.Consent;
using Timbre.Models.SpeakerEncoder;
using Timbre.Server.Configuration;

namespace Timbre.Server.Consent;

/// <summary>What a consent has to be; section <c>Consent</c> of the settings.</summary>
internal sealed record ConsentPolicy
{
    private const int MaxStatementChars = 1000;
    private const int MaxPlatformChars = 100;
    private const int MaxSpoken = 100;
    private const double MaxChallengeMinutes = 7 * 24 * 60;

    /// <summary>What the speaker says; <c>{company}</c> is the account's company, <c>{platform}</c> this platform's name.</summary>
    public string Statement { get; init; } = ConsentStatement.DefaultTemplate;

    /// <summary>How the platform may be called in the statement; "Resemble AI" always may.</summary>
    public string Platform { get; init; } = ConsentStatement.OriginalPlatform;

    /// <summary>
    /// How names in the statement are said that no dictionary has: a word to words, as <c>Xilonex</c> to <c>zye-lo-necks</c>. What is not
    /// here is read by its letters.
    /// </summary>
    public IReadOnlyDictionary<string, string> Spoken { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether every consent has to hold a one-time sentence, asked for before.</summary>
    public bool RequireChallenge { get; init; }

    /// <summary>Minutes for which a one-time sentence can be used.</summary>
    public double ChallengeMinutes { get; init; } = 30;

    /// <summary>Whether a speaker may have one voice in an account, and no second one.</summary>
    public bool OneVoicePerSpeaker { get; init; }

    /// <summary>The least speech in a consent, in seconds.</summary>
    public double MinSpeechSeconds { get; init; } = 1.5;

    /// <summary>How far its speech stands above its noise at least, in dB.</summary>
    public double MinSignalToNoiseDb { get; init; } = 10;

    /// <summary>From this log-likelihood ratio on the consent's speaker is the recordings' main speaker.</summary>
    public double MinSpeakerRatio { get; init; } = SpeakerComparer.DefaultThreshold;

    /// <summary>So many seconds that two sounds have in common make one a copy of the other; see <see cref="FingerprintMatch"/>.</summary>
    public double CopySeconds { get; init; } = 2;

    /// <exception cref="SettingException">A setting cannot be meant; the message names it.</exception>
    public static ConsentPolicy Read(SettingsReader settings)
    {
        var policy = settings.Section<ConsentPolicy>("Consent");
        policy.Validate();
        return policy;
    }

    private void Validate()
    {
        if (string.IsNullOrWhiteSpace(Statement) || Statement.Length > MaxStatementChars)
            throw new SettingException(
                "Consent:Statement",
                $"a sentence of at most {MaxStatementChars} characters, with {{company}} and {{platform}} where their names are said.");
        try
        {
            if (Statement != ConsentStatement.DefaultTemplate)
                ConsentStatement.Of(Statement, "Example", Platform);
        }
        catch (StatementException unsayable)
        {
            throw new SettingException("Consent:Statement", unsayable.Message);
        }

        if (string.IsNullOrWhiteSpace(Platform) || Platform.Length > MaxPlatformChars)
            throw new SettingException("Consent:Platform", $"a name of at most {MaxPlatformChars} characters.");
        if (Spoken.Count > MaxSpoken
            || Spoken.Any(word =>
                string.IsNullOrWhiteSpace(word.Key) || string.IsNullOrWhiteSpace(word.Value) || word.Value.Length > MaxPlatformChars))
            throw new SettingException(
                "Consent:Spoken", $"at most {MaxSpoken} words, each with how it is said in at most {MaxPlatformChars} characters.");
        if (!(ChallengeMinutes is > 0 and <= MaxChallengeMinutes))
            throw new SettingException("Consent:ChallengeMinutes", $"is a number above 0, at most {MaxChallengeMinutes}.");
        if (!(MinSpeechSeconds is >= 0 and <= 60))
            throw new SettingException("Consent:MinSpeechSeconds", "is a number from 0 to 60.");
        if (!(CopySeconds is >= 1 and <= 60))
            throw new SettingException("Consent:CopySeconds", "is a number from 1 to 60: less in common proves nothing.");
        if (double.IsNaN(MinSignalToNoiseDb) || double.IsNaN(MinSpeakerRatio))
            throw new SettingException("Consent", "MinSignalToNoiseDb and MinSpeakerRatio are numbers.");
    }
}
