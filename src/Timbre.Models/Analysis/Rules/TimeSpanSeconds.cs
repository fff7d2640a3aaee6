namespace Timbre.Models.Analysis.Rules;

/// <summary>Where in a recording, in seconds.</summary>
internal readonly record struct TimeSpanSeconds(double StartSeconds, double EndSeconds);
