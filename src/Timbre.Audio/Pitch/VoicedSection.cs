namespace Timbre.Audio.Pitch;

/// <summary>A stretch of frames without a gap in its F0, and room to grow on both sides.</summary>
internal sealed class VoicedSection
{
    private readonly double[] _f0Hz;
    private readonly int _origin;

    public VoicedSection(ReadOnlySpan<double> contour, int first, int last, int room)
    {
        (First, Last) = (first, last);
        _origin = first - room;
        _f0Hz = new double[last - first + 1 + 2 * room];
        contour[first..(last + 1)].CopyTo(_f0Hz.AsSpan(room));
    }

    /// <summary>First and last voiced frame, both belonging to it.</summary>
    public int First { get; private set; }

    public int Last { get; private set; }

    public double this[int frame]
    {
        get => _f0Hz[frame - _origin];
        private set => _f0Hz[frame - _origin] = value;
    }

    /// <summary>F0 of the frames from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public ReadOnlySpan<double> Between(int first, int last) => _f0Hz.AsSpan((first - _origin)..(last + 1 - _origin));

    public double MeanHz()
    {
        var sum = 0.0;
        foreach (var f0Hz in Between(First, Last - 1))
            sum += f0Hz;
        return sum / (Last - First);
    }

    /// <summary>
    /// Follows candidates that continue the contour, one frame further each time, until <paramref name="patience"/> frames in a row hold
    /// none.
    /// </summary>
    public void Grow(CandidateList candidates, int direction, int maxFrames, int patience, double maxJump)
    {
        var edge = direction > 0 ? Last : First;
        var (f0Hz, missed) = (this[edge], 0);
        for (var i = 1; i <= maxFrames && missed < patience; i++)
        {
            var frame = edge + direction * i;
            if (frame < 0 || frame >= candidates.Frames)
                break;

            var (nearest, error) = candidates.Nearest(frame, f0Hz);
            if (nearest == 0 || error > maxJump)
            {
                missed++;
                continue;
            }

            this[frame] = f0Hz = nearest;
            missed = 0;
            if (direction > 0)
                Last = frame;
            else
                First = frame;
        }
    }

    /// <summary>All stretches of <paramref name="contour"/> above 0; the first and the last frame count as unvoiced.</summary>
    public static List<VoicedSection> Of(ReadOnlySpan<double> contour, int room)
    {
        var sections = new List<VoicedSection>();
        var first = 0;
        for (var frame = 1; frame < contour.Length; frame++)
        {
            var voiced = contour[frame] > 0 && frame < contour.Length - 1;
            if (voiced && first == 0)
                first = frame;
            if (!voiced && first > 0)
            {
                sections.Add(new VoicedSection(contour, first, frame - 1, room));
                first = 0;
            }
        }

        return sections;
    }
}
