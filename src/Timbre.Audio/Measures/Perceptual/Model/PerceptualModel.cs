using Timbre.Audio.Measures.Comparison;
using Timbre.Audio.Measures.Perceptual.Alignment;
using Timbre.Audio.Spectra;

namespace Timbre.Audio.Measures.Perceptual.Model;

/// <summary>
/// From two aligned recordings to the raw score of P.862, about -0.5 to 4.5: pitch power, what an ear forgives, loudness, disturbance, mean
/// over time.
/// </summary>
internal sealed class PerceptualModel
{
    /// <summary>Five samples whose magnitudes add up to less are silence, at the listening level.</summary>
    private const double SilentSum = 500;

    private const double BestScore = 4.5;
    private const double SymmetricWeight = 0.1;
    private const double AsymmetricWeight = 0.0309;
    private const double MaxDisturbance = 45;

    private readonly PesqRate _rate;
    private readonly float[] _reference;
    private readonly float[] _degraded;
    private readonly DelayTrack _delays;
    private readonly FftPlans _plans;
    private readonly int _length;
    private readonly int _hop;
    private readonly int _first;
    private readonly int _last;
    private readonly PitchPower _pitch;
    private readonly FramePowers _powers;

    private PerceptualModel(PaddedSound reference, PaddedSound degraded, DelayTrack delays, FftPlans plans)
    {
        _rate = reference.Rate;
        (_reference, _degraded) = (reference.UpTo(degraded), degraded.UpTo(reference));
        (_delays, _plans) = (delays, plans);
        _length = _reference.Length - _rate.TailSamples;
        _hop = _rate.FrameSamples / 2;
        _pitch = new PitchPower(_rate);
        (_first, _last) = SoundingFrames();
        if (_last < _first)
            throw new IncomparableException(ComparedSide.Reference, "holds no speech that could be heard.");
        _powers = new FramePowers(_rate.Bands, _last + 1);
    }

    /// <summary>The raw score of two filtered recordings.</summary>
    public static double Score(PaddedSound reference, PaddedSound degraded, DelayTrack delays, FftPlans plans) =>
        new PerceptualModel(reference, degraded, delays, plans).Score();

    private double Score()
    {
        Analyse();
        _powers.CompensateSpectrum((Span() / _hop) - 1);
        _powers.Disturb(0, _last + 1);
        IgnoreSkips();
        Realign();
        _powers.RelateToLoudness(MaxDisturbance);

        var recordedFrames = ((_length - (2 * _rate.MarginSamples)) / _hop) - 1;
        var symmetric = DisturbanceAggregation.Of(_powers.Symmetric.AsSpan(_first..(_last + 1)), _last, recordedFrames);
        var asymmetric = DisturbanceAggregation.Of(_powers.Asymmetric.AsSpan(_first..(_last + 1)), _last, recordedFrames);
        return BestScore - (SymmetricWeight * symmetric) - (AsymmetricWeight * asymmetric);
    }

    /// <summary>Samples from the first margin's end to the tail's equivalent of it.</summary>
    private int Span() => _length - (2 * _rate.MarginSamples) + _rate.TailSamples;

    /// <summary>The first and the last frame between the silences at both ends of the reference.</summary>
    private (int First, int Last) SoundingFrames()
    {
        var (atStart, atEnd) = (0, 0);
        while (atStart < _length / 2 && SumOfFive(_rate.MarginSamples + atStart) < SilentSum)
            atStart++;
        var end = _rate.MarginSamples + Span();
        while (atEnd < _length / 2 && SumOfFive(end - 5 - atEnd) < SilentSum)
            atEnd++;
        return (atStart / _hop, ((Span() - atEnd) / _hop) - 1);
    }

    private double SumOfFive(int start)
    {
        var sum = 0.0;
        foreach (var sample in _reference.AsSpan(start, 5))
            sum += Math.Abs(sample);
        return sum;
    }

    private void Analyse()
    {
        for (var frame = 0; frame < _powers.Frames; frame++)
        {
            var start = _rate.MarginSamples + (frame * _hop);
            _pitch.Of(_reference, start, _powers.Reference(frame));
            var other = start + _delays.At(start);
            if (other > 0 && other + _rate.FrameSamples < _degraded.Length)
                _pitch.Of(_degraded, other, _powers.Degraded(frame));
        }
    }

    /// <summary>
    /// Where the delay drops by more than half a frame, speech that is repeated or skipped does not count as disturbance.
    /// </summary>
    private void IgnoreSkips()
    {
        var utterances = _delays.Utterances;
        for (var i = 1; i < utterances.Count; i++)
        {
            var jump = utterances[i].Delay - utterances[i - 1].Delay;
            if (jump >= -_hop)
                continue;
            var start = (utterances[i].StartStep - PesqRate.MarginSteps) * _rate.StepSamples;
            var end = (utterances[i - 1].EndStep - PesqRate.MarginSteps) * _rate.StepSamples;
            var from = Math.Max(0, Math.Min((start + utterances[i].Delay) / _hop, (end + utterances[i - 1].Delay) / _hop));
            var to = Math.Min(((start - jump) / _hop) + 1, _last - 1);
            for (var frame = from; frame <= to; frame++)
                (_powers.Symmetric[frame], _powers.Asymmetric[frame]) = (0, 0);
        }
    }

    private void Realign()
    {
        var intervals = BadIntervals.Of(_powers.Symmetric);
        if (intervals.Count == 0)
            return;

        var shifted = new Realignment(_rate, _plans).Of(_reference, Aligned(), intervals, _length);
        foreach (var (start, end) in intervals)
        {
            for (var frame = start; frame < end; frame++)
                _pitch.Of(shifted, _rate.MarginSamples + (frame * _hop), _powers.Degraded(frame));
            _powers.Disturb(start, end);
        }
    }

    /// <summary>The degraded recording as the reference goes: each sample where its delay puts it.</summary>
    private float[] Aligned()
    {
        var aligned = new float[_degraded.Length];
        var (first, end) = (_rate.MarginSamples, _degraded.Length - _rate.MarginSamples);
        for (var step = first; step < end; step += _rate.StepSamples)
        {
            var delay = _delays.At(step); // utterances begin at whole steps
            for (var i = step; i < Math.Min(step + _rate.StepSamples, end); i++)
                aligned[i] = _degraded[Math.Clamp(i + delay, first, end - 1)];
        }

        return aligned;
    }
}
