namespace Timbre.Models.Nn.Layers;

/// <summary><see cref="Linear.Forward"/> over rows that come some at a time: each has the bits that it has among all.</summary>
/// <remarks>
/// The layer takes its rows in whole tiles, and those behind the last whole tile one by one, which sums in another order. Rows that belong
/// to a tile among all therefore go through whole tiles here, too.
/// </remarks>
internal static class LinearRows
{
    /// <summary>Rows that inputs and outputs must have room for.</summary>
    public static int Padded(int rows) => (rows + Linear.Tile - 1) / Linear.Tile * Linear.Tile;

    /// <summary>The layer for some rows; y is written over, up to <see cref="Padded"/> rows of it.</summary>
    public static void Forward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> b, RowRange rows, int inputs, int outputs, Span<float> y)
    {
        var tiled = Math.Clamp((rows.Total / Linear.Tile * Linear.Tile) - rows.First, 0, rows.Count);
        Linear.Forward(x, w, b, Padded(tiled), inputs, outputs, y);
        Linear.Forward(x[(tiled * inputs)..], w, b, rows.Count - tiled, inputs, outputs, y[(tiled * outputs)..]);
    }
}

/// <summary>Some rows of all.</summary>
/// <param name="First">The first.</param>
/// <param name="Count">How many.</param>
/// <param name="Total">How many there are in all.</param>
internal readonly record struct RowRange(int First, int Count, int Total);
