using System.Text.Json;
using Timbre.Models.AcousticModel.FineTuning;
using Timbre.Server.Http;

namespace Timbre.Server.Voices.Progress;

/// <summary>How a professional training goes or went: the loss after each pass over the recordings.</summary>
/// <param name="Points">In the order of passes, the rapid voice that it begins with first; of more than 64 the first, the last, the best,
/// and others evenly.</param>
/// <param name="BestPass">The pass with the lowest loss over phrases held out. A finished voice is that of this pass: where it is 0, long
/// training made nothing better and the rapid voice was kept.</param>
public sealed record TrainingCurve(IReadOnlyList<TrainingCurve.Point> Points, int BestPass)
{
    /// <summary>No row and no answer holds more.</summary>
    public const int MaxPoints = 64;

    private const int Decimals = 5;

    /// <summary>The loss after one pass; less is better.</summary>
    /// <param name="Pass">0 is the rapid voice that the training begins with.</param>
    /// <param name="Learnt">Mean loss over the phrases that are learnt from, on the way through them.</param>
    /// <param name="Held">Mean loss after the pass, over phrases that are held out and never learnt from.</param>
    public sealed record Point(int Pass, double Learnt, double Held);

    /// <summary>As a voice's row holds it; null where nothing was reported.</summary>
    public static string? Text(IReadOnlyList<TrainingPoint> reported)
    {
        // what is no number cannot be written down, and nobody would keep such a pass
        Point[] points = [.. reported.Where(point => double.IsFinite(point.TrainingLoss) && double.IsFinite(point.ValidationLoss))
            .Select(point => new Point(point.Epoch, point.TrainingLoss, point.ValidationLoss))];
        return points.Length == 0 ? null : JsonSerializer.Serialize(Few(points), Wire.Options);
    }

    /// <summary>Of a row's text.</summary>
    public static TrainingCurve? Of(string? text)
    {
        if (text is null || JsonSerializer.Deserialize<Point[]>(text, Wire.Options) is not { Length: > 0 } points)
            return null;
        var best = points[Best(points)].Pass;
        return new TrainingCurve(
            [.. points.Select(point => new Point(point.Pass, Math.Round(point.Learnt, Decimals), Math.Round(point.Held, Decimals)))],
            best);
    }

    /// <summary>Whether it tells the same: an event is sent only of what has changed.</summary>
    public bool Equals(TrainingCurve? other) => other is not null && BestPass == other.BestPass && Points.SequenceEqual(other.Points);

    public override int GetHashCode() => HashCode.Combine(BestPass, Points.Count, Points[^1]);

    /// <summary>The first of the lowest: a pass that is only as good as one before is not taken.</summary>
    private static int Best(Point[] points) => Array.IndexOf(points, points.MinBy(point => point.Held));

    private static Point[] Few(Point[] points)
    {
        if (points.Length <= MaxPoints)
            return points;
        const int Even = MaxPoints - 1;
        return [.. Enumerable.Range(0, Even).Select(i => (int)((long)i * (points.Length - 1) / (Even - 1))).Append(Best(points)).Distinct()
            .Order().Select(i => points[i])];
    }
}
