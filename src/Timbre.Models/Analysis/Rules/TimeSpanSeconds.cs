namespace Timbre.Models.Analysis.Rules;

/// <summary>A span of a recording, in seconds.</summary>
internal readonly record struct TimeSpanSeconds(double StartSeconds, double EndSeconds);
