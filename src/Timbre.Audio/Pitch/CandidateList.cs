namespace Timbre.Audio.Pitch;

/// <summary>Frames one after the other, each with any number of F0 candidates and the score of each.</summary>
internal sealed class CandidateList
{
    private readonly int[] _start;
    private double[] _f0Hz = new double[1024];
    private double[] _score = new double[1024];
    private int _closed;

    public CandidateList(int frames) => _start = new int[frames + 1];

    public int Frames => _start.Length - 1;

    public ReadOnlySpan<double> F0Hz(int frame) => _f0Hz.AsSpan(_start[frame].._start[frame + 1]);

    public ReadOnlySpan<double> Scores(int frame) => _score.AsSpan(_start[frame].._start[frame + 1]);

    /// <summary>One more candidate of the frame that is open: the first one that <see cref="CloseFrame"/> has not ended.</summary>
    public void Add(double f0Hz, double score)
    {
        var at = _start[_closed + 1]++;
        if (at == _f0Hz.Length)
        {
            Array.Resize(ref _f0Hz, 2 * at);
            Array.Resize(ref _score, 2 * at);
        }

        (_f0Hz[at], _score[at]) = (f0Hz, score);
    }

    public void CloseFrame()
    {
        _closed++;
        if (_closed < Frames)
            _start[_closed + 1] = _start[_closed];
    }

    /// <summary>
    /// The candidate of <paramref name="frame"/> nearest to <paramref name="f0Hz"/>, and how far off it is as a part of it; 0 and 1 where
    /// there is none.
    /// </summary>
    public (double F0Hz, double Error) Nearest(int frame, double f0Hz)
    {
        var (best, error) = (0.0, 1.0);
        foreach (var candidate in F0Hz(frame))
        {
            var relativeError = Math.Abs(candidate - f0Hz) / f0Hz;
            if (relativeError <= error)
                (best, error) = (candidate, relativeError);
        }

        return (best, error);
    }

    /// <summary>Score of the candidate that has exactly this F0; 0 where there is none.</summary>
    public double ScoreOf(int frame, double f0Hz)
    {
        var score = 0.0;
        ReadOnlySpan<double> candidates = F0Hz(frame), scores = Scores(frame);
        for (var i = 0; i < candidates.Length; i++)
        {
            if (candidates[i] == f0Hz)
                score = Math.Max(score, scores[i]);
        }

        return score;
    }
}
