using Timbre.Models.Analysis;

namespace Timbre.Models.QualityEstimator;

/// <summary>The scores of a recording's pieces, put together to those of the whole.</summary>
/// <remarks>
/// STOI and PESQ are means over the time in which something is said, so a piece counts by its frames within
/// <see cref="SpokenDb"/> of the recording's loudest one. SI-SDR is a ratio of energies: each piece's energy E is divided into what is meant,
/// E·r / (1 + r), and what is not, E / (1 + r), r = 10^(dB/10), and the ratio is that of the sums. A pause, then, weighs next to nothing.
/// </remarks>
internal sealed class PieceSum(double loudestPower)
{
    /// <summary>Frames that lie lower below the loudest are silent; STOI's own rule (Taal 2011).</summary>
    public const double SpokenDb = 40;

    private const double HighestStoi = 1, LowestPesq = 1, HighestPesq = 4.64, LowestDb = -20, HighestDb = 40;

    private readonly double _leastPower = loudestPower * Math.Pow(10, -SpokenDb / 10);
    private double _spoken, _stoi, _pesq, _meant, _rest;

    /// <summary>Length of the frames that are counted, in seconds.</summary>
    public const double FrameSeconds = 0.02;

    /// <summary>Σ (x - mean)² / n over a span.</summary>
    public static double Power(ReadOnlySpan<float> sound)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var sample in sound)
        {
            sum += sample;
            squares += (double)sample * sample;
        }

        return Math.Max(0, (squares - (sum * sum / sound.Length)) / sound.Length);
    }

    /// <summary>The power of a sound's loudest frame.</summary>
    public static double Loudest(ReadOnlySpan<float> sound, int rateHz)
    {
        var frame = (int)(FrameSeconds * rateHz);
        var loudest = 0.0;
        for (; sound.Length >= frame; sound = sound[frame..])
            loudest = Math.Max(loudest, Power(sound[..frame]));
        return loudest;
    }

    /// <summary>Frames of a piece in which something is to be heard.</summary>
    public int Spoken(ReadOnlySpan<float> piece, int rateHz)
    {
        var frame = (int)(FrameSeconds * rateHz);
        var spoken = 0;
        for (; piece.Length >= frame; piece = piece[frame..])
            spoken += Power(piece[..frame]) >= _leastPower ? 1 : 0;
        return spoken;
    }

    /// <summary>Adds a piece: its frames in which something is to be heard, its energy, and STOI, PESQ and SI-SDR in dB as they left the network.</summary>
    public void Add(int spokenFrames, double energy, ReadOnlySpan<float> scores)
    {
        _spoken += spokenFrames;
        _stoi += spokenFrames * Math.Clamp(scores[0], 0, HighestStoi);
        _pesq += spokenFrames * Math.Clamp(scores[1], LowestPesq, HighestPesq);
        var ratio = Math.Pow(10, Math.Clamp(scores[2], LowestDb, HighestDb) / 10);
        _meant += energy * ratio / (1 + ratio);
        _rest += energy / (1 + ratio);
    }

    /// <summary>The whole's scores; null where no piece had anything to be heard.</summary>
    public EstimatedScores? Total() => _spoken > 0 && _rest > 0
        ? new EstimatedScores(_stoi / _spoken, _pesq / _spoken, Math.Clamp(10 * Math.Log10(_meant / _rest), LowestDb, HighestDb))
        : null;
}
