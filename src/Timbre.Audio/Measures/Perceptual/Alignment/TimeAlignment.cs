using Timbre.Audio.Spectra;

namespace Timbre.Audio.Measures.Perceptual.Alignment;

/// <summary>
/// Finds the delay of a degraded recording: once by the envelopes of the whole, then for each utterance by envelopes and waveforms, then
/// for its parts where it jumps.
/// </summary>
internal sealed class TimeAlignment
{
    private readonly PaddedSound _reference;
    private readonly PaddedSound _degraded;
    private readonly EnvelopeDelay _coarse;
    private readonly DelayHistogram _fine;
    private readonly int _stepSamples;

    private TimeAlignment(PaddedSound reference, PaddedSound degraded, FftPlans plans)
    {
        (_reference, _degraded) = (reference, degraded);
        var (referenceEnvelope, degradedEnvelope) = (VoiceEnvelope.Of(reference), VoiceEnvelope.Of(degraded));
        IsSpeech = referenceEnvelope.IsSpeech;
        _stepSamples = reference.Rate.StepSamples;
        _coarse = new EnvelopeDelay(referenceEnvelope, degradedEnvelope, _stepSamples, plans);
        _fine = new DelayHistogram(reference, degraded);
    }

    /// <summary>For each step of the reference, whether it is spoken in.</summary>
    public bool[] IsSpeech { get; }

    public int ReferenceSteps => _reference.Steps;

    public int DegradedSamples => _degraded.Length;

    public int StepSamples => _stepSamples;

    /// <summary>Aligns two filtered recordings, which are not changed.</summary>
    public static DelayTrack Of(PaddedSound reference, PaddedSound degraded, FftPlans plans)
    {
        var alignment = new TimeAlignment(BandPassed(reference), BandPassed(degraded), plans);
        var wholeDelay = alignment._coarse.Whole();
        var utterances = new UtteranceFinder(alignment).Find(wholeDelay);
        return new DelayTrack(new UtteranceSplitter(alignment).Split(utterances), reference.Rate.StepSamples);
    }

    /// <summary>The coarse delay of a stretch of the reference, in samples.</summary>
    public int Coarse(int startStep, int endStep, int expected) => _coarse.Within(startStep, endStep, expected);

    /// <summary>The fine delay of a stretch of the reference, near a coarse one.</summary>
    public (int Delay, double Confidence) Fine(int startStep, int endStep, int coarse) => Forwards(startStep, coarse, [endStep])[0];

    /// <summary>The fine delays from one step up to each of several rising ends.</summary>
    public (int Delay, double Confidence)[] Forwards(int startStep, int coarse, IReadOnlyList<int> endSteps)
    {
        _fine.Clear();
        var start = startStep * _stepSamples;
        var other = start + coarse;
        var before = Math.Min(0, Math.Min(start, other));
        (start, other) = (start - before, other - before);

        var found = new (int, double)[endSteps.Count];
        for (var i = 0; i < found.Length; i++)
        {
            for (; other + _fine.FrameSamples <= _degraded.Length
                && start
                + _fine.FrameSamples <= Math.Min(
                    endSteps[i] * _stepSamples, _reference.Length); start += _fine.HopSamples, other += _fine.HopSamples)
                _fine.Add(start, other);
            found[i] = Peak(coarse);
        }

        return found;
    }

    /// <summary>The fine delays from one step down to each of several falling starts.</summary>
    public (int Delay, double Confidence)[] Backwards(int endStep, int coarse, IReadOnlyList<int> startSteps)
    {
        _fine.Clear();
        var start = (Math.Min(endStep, ReferenceSteps) * _stepSamples) - _fine.FrameSamples;
        var other = start + coarse;
        if (other + _fine.FrameSamples > _degraded.Length)
        {
            other = _degraded.Length - _fine.FrameSamples;
            start = other - coarse;
        }

        var found = new (int, double)[startSteps.Count];
        for (var i = 0; i < found.Length; i++)
        {
            for (; other >= 0 && start >= startSteps[i] * _stepSamples; start -= _fine.HopSamples, other -= _fine.HopSamples)
                _fine.Add(start, other);
            found[i] = Peak(coarse);
        }

        return found;
    }

    private (int Delay, double Confidence) Peak(int coarse)
    {
        var (lag, confidence) = _fine.Peak();
        return (coarse + lag, confidence);
    }

    /// <summary>Preprocessing for alignment: no DC offset, faded in and out over one step, band-pass filtered.</summary>
    private static PaddedSound BandPassed(PaddedSound sound)
    {
        var bandPassed = sound.Copy();
        var recording = bandPassed.Recording;
        var sum = 0.0;
        foreach (var sample in recording)
            sum += sample;
        var offset = (float)(sum / bandPassed.Length); // over the margins too, as P.862 has it
        foreach (ref var sample in recording)
            sample -= offset;

        var fade = Math.Min(sound.Rate.StepSamples, recording.Length);
        for (var i = 0; i < fade; i++)
        {
            recording[i] *= (i + 0.5f) / sound.Rate.StepSamples;
            recording[^(i + 1)] *= (i + 0.5f) / sound.Rate.StepSamples;
        }

        foreach (var section in sound.Rate.AlignmentBand)
            SinglePrecisionSection.Filter(section, bandPassed.Samples);
        return bandPassed;
    }
}
