using Timbre.Server.Accounts;

namespace Timbre.Server.Speech;

/// <summary>What a voice is asked to say, the same for every route and job that speaks.</summary>
/// <param name="AccountId">Whose voice it is, and whose pronunciations are applied.</param>
/// <param name="TextField">The caller's name of the text, for refusals.</param>
/// <param name="Text">Plain text or SSML.</param>
internal sealed record SpeechRequest(string AccountId, string TextField, string? Text)
{
    /// <summary>Not needed where the caller finds the voice.</summary>
    public string? VoiceUuid { get; init; }

    /// <summary>Whether the account's phonemes and term substitutions are applied.</summary>
    public bool ApplyGlossary { get; init; }

    /// <summary>Null is the text's own seed, else <see cref="SpeechSynthesizer.DefaultSeed"/>.</summary>
    public int? Seed { get; init; }

    /// <summary>In Hz; null is <see cref="SpeechRules.DefaultRateHz"/>.</summary>
    public int? SampleRate { get; init; }

    /// <summary>See <see cref="SpeechRules.Encoding"/>.</summary>
    public string? Precision { get; init; }

    /// <summary>Without effect, which is told in the issues.</summary>
    public string? Model { get; init; }

    /// <inheritdoc cref="Model"/>
    public bool? UseHd { get; init; }

    public static SpeechRequest Of(Account account, ISpeechFields fields) => new(account.Id, "data", fields.Data)
    {
        VoiceUuid = fields.VoiceUuid,
        ApplyGlossary = fields.ApplyCustomPronunciations == true,
        Seed = fields.Seed,
        SampleRate = fields.SampleRate,
        Precision = fields.Precision,
        Model = fields.Model,
        UseHd = fields.UseHd,
    };
}
