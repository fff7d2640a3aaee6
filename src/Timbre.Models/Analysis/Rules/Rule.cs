namespace Timbre.Models.Analysis.Rules;

/// <summary>One kind of finding: what it is called, what it is measured in, what helps.</summary>
internal sealed record Rule(string Code, string Unit, string Remedy)
{
    /// <summary>
    /// A finding where <paramref name="value"/> lies above <paramref name="warn"/>, a grave one above <paramref name="fix"/>.
    /// </summary>
    public IEnumerable<Finding> Above(double value, double warn, double fix, string message, TimeSpanSeconds where) =>
        value > fix ? [At(Severity.Fix, value, fix, message, where)] : value > warn ? [At(Severity.Warn, value, warn, message, where)] : [];

    /// <summary>
    /// A finding where <paramref name="value"/> lies below <paramref name="warn"/>, a grave one below <paramref name="fix"/>.
    /// </summary>
    public IEnumerable<Finding> Below(double value, double warn, double fix, string message, TimeSpanSeconds where) =>
        value < fix ? [At(Severity.Fix, value, fix, message, where)] : value < warn ? [At(Severity.Warn, value, warn, message, where)] : [];

    /// <summary>The finding itself.</summary>
    public Finding At(Severity severity, double value, double bound, string message, TimeSpanSeconds where) =>
        new(Code, severity, where.StartSeconds, where.EndSeconds, value, bound, Unit, message, Remedy);
}
