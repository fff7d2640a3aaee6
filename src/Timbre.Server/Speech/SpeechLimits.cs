namespace Timbre.Server.Speech;

/// <summary>Bounds on synthesis.</summary>
internal sealed record SpeechLimits
{
    /// <summary>Characters of one text; markup does not count.</summary>
    public int MaxSpeechCharacters { get; init; } = 3000;

    /// <summary>Texts synthesized at once; 0 is as many as the machine has cores.</summary>
    public int MaxSpeechAtOnce { get; init; }

    /// <summary>Memory for phrases spoken lately; 0 keeps none.</summary>
    public long SpeechCacheBytes { get; init; } = 64L << 20;

    /// <summary>How many WebSockets one account may have open.</summary>
    public int MaxSocketsPerAccount { get; init; } = 20;

    /// <summary>A WebSocket on which nothing is asked and nothing is said for so long is closed.</summary>
    public double SocketIdleSeconds { get; init; } = 300;
}
