using System.Globalization;
using System.Reflection;
using Timbre.Models.Analysis;
using Timbre.Server.Configuration;

namespace Timbre.Server.Analysis;

/// <summary>
/// Whether bounds can be meant: numbers (or infinities, which turn one off), and none to be mended nearer than the one to be warned of.
/// </summary>
internal static class BoundsCheck
{
    /// <exception cref="SettingException">One cannot; the message names it.</exception>
    public static AnalysisBounds Read(SettingsReader settings)
    {
        var bounds = settings.Section<AnalysisBounds>("Analysis");
        Validate(bounds);
        return bounds;
    }

    private static void Validate(AnalysisBounds bounds)
    {
        var all = typeof(AnalysisBounds).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType == typeof(double)).ToList();
        foreach (var property in all)
        {
            var value = Value(property, bounds);
            if (double.IsNaN(value))
                throw new SettingException($"Analysis:{property.Name}", "is a number, Infinity or -Infinity.");
            if (all.Find(other => other.Name == property.Name.Replace("Fix", "Warn", StringComparison.Ordinal)) is not { } warn
                || warn == property)
                continue;

            var isLower = Value(property, AnalysisBounds.Default) < Value(warn, AnalysisBounds.Default);
            var warned = Value(warn, bounds);
            if (isLower ? value > warned : value < warned)
                throw new SettingException(
                    $"Analysis:{property.Name}",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{value} is {(isLower
                            ? "above"
                            : "below")} {warn.Name} ({warned}); what has to be mended lies further out than what is warned of."));
        }
    }

    private static double Value(PropertyInfo property, AnalysisBounds bounds) => (double)property.GetValue(bounds)!;
}
