namespace Timbre.Server.Analysis;

/// <summary>Bounds on measuring.</summary>
internal sealed record AnalysisLimits
{
    /// <summary>Recordings analysed at once, of all voices together; 0 is as many as the machine has cores.</summary>
    public int AnalysisCores { get; init; }

    public int MaxConcurrency => AnalysisCores > 0 ? AnalysisCores : Environment.ProcessorCount;
}
