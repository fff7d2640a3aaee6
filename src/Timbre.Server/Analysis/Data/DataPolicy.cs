namespace Timbre.Server.Analysis.Data;

/// <summary>How much data a voice is made of, at least.</summary>
internal sealed record DataPolicy
{
    public double RapidSeconds { get; init; } = 10;
    public double ProfessionalSeconds { get; init; } = 600;
    public int RapidRecordings { get; init; } = 3;
    public int ProfessionalRecordings { get; init; } = 20;
    public double RapidSpeechSeconds { get; init; } = 3;
    public double ProfessionalSpeechSeconds { get; init; } = 60;
}
