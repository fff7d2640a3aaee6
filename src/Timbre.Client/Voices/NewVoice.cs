namespace Timbre.Client;

/// <summary>Properties of a new voice; only the name is required.</summary>
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

/// <summary>Changes of a voice; null leaves a property as it is, an empty address removes it.</summary>
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
