namespace Timbre.Server.Speech;

/// <summary>The fields of a request that direct speech, streamed speech and the WebSocket share.</summary>
internal interface ISpeechFields
{
    string? VoiceUuid { get; }

    string? Data { get; }

    string? Precision { get; }

    int? SampleRate { get; }

    int? Seed { get; }

    string? Model { get; }

    bool? UseHd { get; }

    bool? ApplyCustomPronunciations { get; }
}
