namespace Timbre.Models.Analysis;

/// <summary>Severity of a finding for its recording.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing follows from it.</summary>
    Note,

    /// <summary>The recording is used, and the voice would be better without the fault.</summary>
    Warn,

    /// <summary>The recording is not used until it is mended.</summary>
    Fix,
}
