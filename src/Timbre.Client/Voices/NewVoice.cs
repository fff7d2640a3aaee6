namespace Timbre.Client;

/// <summary>What a voice is created from; only the name is needed.</summary>
public sealed record NewVoice(string Name)
{
    /// <summary><c>rapid</c> or <c>professional</c>; professional when null.</summary>
    public string? VoiceType { get; init; }

    /// <summary>The spoken consent: base 64 of a WAV file, see <see cref="Consent.FromWav"/>.</summary>
    public string? Consent { get; init; }

    public string? DatasetUrl { get; init; }

    public string? CallbackUri { get; init; }

    public string? Language { get; init; }

    public string? Description { get; init; }
}

/// <summary>What changes; null leaves as it is, an empty address takes it away.</summary>
public sealed record VoiceChange
{
    public string? Name { get; init; }

    public string? Consent { get; init; }

    public string? DatasetUrl { get; init; }

    public string? CallbackUri { get; init; }

    public string? Language { get; init; }

    public string? Description { get; init; }
}

internal sealed record BuildRequest(bool? Fill);
