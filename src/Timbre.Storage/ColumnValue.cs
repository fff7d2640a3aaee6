namespace Timbre.Storage;

/// <summary>Numbers as a column holds them.</summary>
public static class ColumnValue
{
    /// <summary>Figures beyond this are none that anything measures; a database and JSON know no infinity.</summary>
    private const double MaxMagnitude = 1e9;

    /// <summary>Rounded and finite; null for what is no number.</summary>
    public static double? Of(double? value, int decimals = 6) => value is null || double.IsNaN(value.Value)
        ? null
        : Math.Round(Math.Clamp(value.Value, -MaxMagnitude, MaxMagnitude), decimals);
}
