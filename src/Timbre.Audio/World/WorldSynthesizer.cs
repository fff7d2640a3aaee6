using System.Runtime.Intrinsics;
using Timbre.Audio.Spectra;

namespace Timbre.Audio.World;

/// <summary>
/// WORLD synthesis: at every pulse the response to an impulse and a burst of noise through two minimum-phase filters.
/// </summary>
/// <remarks>
/// y = Σₚ √nₚ · h(S·(1 - A²)) + noiseₚ * h(S·A²), n the samples to the next pulse, S and A between the two frames around the
/// pulse; where there is no voice, noise through all of S. As in WORLD (Morise and others 2016), with the pulse set between
/// samples by a turn of phase. A voice has nothing below its first harmonic, so a click rises from there, sin² of frequency,
/// and nothing is left to swell and thump as F0 moves; unless the envelope is to be believed down to 0 Hz.
/// Holds scratch: one thread at a time, and no allocation per frame.
/// </remarks>
public sealed class WorldSynthesizer
{
    private const double VoiceFrom = 0.7; // of F0
    private const double FadePart = 0.125; // at either end
    private const double Floor = 1e-12; // power of the click where all is noise
    private const double Faintest = 1e-30; // what a logarithm may still be taken of

    private readonly int _rateHz;
    private readonly RealFft _fft;
    private readonly MinimumPhasePair _filters;
    private readonly double[] _power;
    private readonly double[] _noiseShare;
    private readonly int[] _held = new int[2]; // which frames' spectra the next two hold
    private readonly float[] _framePower;
    private readonly float[] _frameAperiodicity;
    private readonly double[] _noiseRe;
    private readonly double[] _noiseIm;
    private readonly double[] _wave;
    private readonly double[] _fade; // over the response from half a transform before the pulse on: its ends must not be steps

    private readonly double _voiceFrom;

    /// <summary>A synthesiser of sound of <paramref name="rateHz"/> from spectra of fftSize/2 + 1 bins.</summary>
    /// <param name="rateHz">Rate of the sound.</param>
    /// <param name="fftSize">A power of two.</param>
    /// <param name="fromZero">Whether what the envelope has below the voice is heard too.</param>
    public WorldSynthesizer(int rateHz, int fftSize, bool fromZero = false)
    {
        _voiceFrom = fromZero ? 0 : VoiceFrom;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rateHz);
        _rateHz = rateHz;
        _fft = new RealFft(fftSize);
        _filters = new MinimumPhasePair(fftSize);
        (_power, _noiseShare) = (new double[_fft.Bins], new double[_fft.Bins]);
        (_framePower, _frameAperiodicity) = (new float[2 * _fft.Bins], new float[2 * _fft.Bins]);
        (_noiseRe, _noiseIm) = (new double[_fft.Bins], new double[_fft.Bins]);
        _wave = new double[fftSize];
        _fade = new double[fftSize];
        for (var i = 0; i < fftSize; i++)
            _fade[i] = Math.Pow(Math.Sin(Math.PI / 2 * Math.Min(1, (0.5 + Math.Min(i, fftSize - 1 - i)) / (FadePart * fftSize))), 2);
    }

    /// <summary>Length of the sound of <paramref name="frames"/> in samples: all hops between the first and the last.</summary>
    public static int SamplesFor(WorldFrames frames)
    {
        ArgumentNullException.ThrowIfNull(frames);
        return (int)Math.Round((frames.Count - 1) * frames.HopSeconds * frames.RateHz);
    }

    /// <summary>
    /// Writes the sound of <paramref name="frames"/> to <paramref name="samples"/>, as many as it holds; the same seed gives the same
    /// noise.
    /// </summary>
    /// <exception cref="ArgumentException">The frames are of another rate or size.</exception>
    public void Synthesize(WorldFrames frames, Span<float> samples, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(frames);
        if (frames.RateHz != _rateHz || frames.Bins != _fft.Bins)
            throw new ArgumentException(
                $"Frames of {frames.RateHz} Hz and {frames.Bins} bins came to a synthesiser of {_rateHz} Hz and {_fft.Bins} bins.",
                nameof(frames));

        Synthesize(frames.F0Hz, frames.HopSeconds, frames, static (frames, frame, power, aperiodicity) =>
        {
            frames.Envelope.AsSpan(frame * frames.Bins, frames.Bins).CopyTo(power);
            frames.Aperiodicity.AsSpan(frame * frames.Bins, frames.Bins).CopyTo(aperiodicity);
        }, samples, seed);
    }

    /// <summary>
    /// The same with spectra that are made when their turn comes, so that a long sound needs no more room than a short one.
    /// </summary>
    /// <param name="f0Hz">F0 of each frame, 0 where unvoiced.</param>
    /// <param name="hopSeconds">Time between two frames; the first is at 0.</param>
    /// <param name="source">What the spectra are made of.</param>
    /// <param name="spectrumOf">Makes the spectra of a frame; asked at most once for each, in order.</param>
    /// <param name="samples">To be filled.</param>
    /// <param name="seed">Of the noise.</param>
    public void Synthesize<T>(
        ReadOnlySpan<float> f0Hz, double hopSeconds, T source, SpectrumProvider<T> spectrumOf, Span<float> samples, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(spectrumOf);
        samples.Clear();
        _held.AsSpan().Fill(-1);
        var noise = new GaussianNoise(seed);
        var train = new PulseTrain(f0Hz, hopSeconds, _rateHz, (double)_rateHz / _fft.Size + 1, samples.Length);
        var more = train.Next(out var pulse);
        while (more)
        {
            more = train.Next(out var next);
            var gap = Math.Min((more ? next.Sample : samples.Length) - pulse.Sample, _fft.Size);
            Between(pulse.Frame, f0Hz.Length, source, spectrumOf);
            Respond(pulse, gap, ref noise);
            Add(pulse.Sample, samples);
            pulse = next;
        }
    }

    /// <summary>The response to one pulse into _wave, its time 0 first and what comes before it last.</summary>
    private void Respond(PulseTrain.Pulse pulse, int gap, ref GaussianNoise noise)
    {
        var firstHarmonic = pulse.F0Hz * _fft.Size / _rateHz;
        var clicks = pulse.Voiced && UniformInterpolation.At(_noiseShare, firstHarmonic) < 0.999;
        Split(clicks, pulse.Voiced, Math.Min(_power.Length - 1, (int)Math.Ceiling(_voiceFrom * firstHarmonic)));
        _filters.Run();

        noise.Fill(_wave.AsSpan(0, gap));
        _wave.AsSpan(gap).Clear();
        _fft.Forward(_wave, _noiseRe, _noiseIm);

        double[] clickRe = _filters.FirstRe, clickIm = _filters.FirstIm, hissRe = _filters.SecondRe, hissIm = _filters.SecondIm;
        var loudness = clicks ? Math.Sqrt(gap) : 0;
        var (turnIm, turnRe) = Math.SinCos(-2 * Math.PI * pulse.Behind / _fft.Size);
        double phaseRe = loudness, phaseIm = 0;
        for (var k = 0; k < _noiseRe.Length; k++)
        {
            if (k < _voiceFrom * firstHarmonic && clicks)
            {
                var rise = Math.Sin(Math.PI / 2 * k / (_voiceFrom * firstHarmonic));
                (clickRe[k], clickIm[k]) = (clickRe[k] * rise * rise, clickIm[k] * rise * rise);
            }

            var re = clickRe[k] * phaseRe - clickIm[k] * phaseIm + hissRe[k] * _noiseRe[k] - hissIm[k] * _noiseIm[k];
            var im = clickRe[k] * phaseIm + clickIm[k] * phaseRe + hissRe[k] * _noiseIm[k] + hissIm[k] * _noiseRe[k];
            (_noiseRe[k], _noiseIm[k]) = (re, im);
            (phaseRe, phaseIm) = (phaseRe * turnRe - phaseIm * turnIm, phaseRe * turnIm + phaseIm * turnRe);
        }

        _fft.Inverse(_noiseRe, _noiseIm, _wave);
    }

    /// <summary>Logarithms of both magnitudes: of the click √(S·(1 - A²)), of the noise √(S·A²), or √S where there is no voice.</summary>
    private void Split(bool clicks, bool voiced, int voiceFrom)
    {
        Span<double> click = _filters.FirstLog[.._power.Length], hiss = _filters.SecondLog[.._power.Length];
        for (var k = 0; k < _power.Length; k++)
        {
            var share = voiced ? _noiseShare[k] * _noiseShare[k] : 1;
            click[k] = clicks ? _power[k] * (1 - share) + Floor : 1;
            hiss[k] = _power[k] * share + Faintest;
        }

        // What lies below the voice is no part of the click: a step there would turn the phase of the first harmonics.
        if (clicks)
            click[..voiceFrom].Fill(click[voiceFrom]);
        HalfLog(click);
        HalfLog(hiss);
    }

    /// <summary>x[k] = ½·ln x[k], that is ln √x[k]</summary>
    private static void HalfLog(Span<double> x)
    {
        var last = x.Length - 1;
        for (var k = 0; k < last; k += 4)
            (Vector256.Log(Vector256.Create(x.Slice(k, 4))) * 0.5).CopyTo(x.Slice(k, 4));
        x[last] = 0.5 * Math.Log(x[last]);
    }

    private void Add(int origin, Span<float> samples)
    {
        var (size, half) = (_fft.Size, _fft.Size / 2);
        for (var i = Math.Max(-half, -origin); i < Math.Min(half, samples.Length - origin); i++)
            samples[origin + i] += (float)(_wave[i & (size - 1)] * _fade[i + half]);
    }

    /// <summary>The spectra on a line between the two frames around a place among them, into _power and _noiseShare.</summary>
    private void Between<T>(double frame, int frames, T source, SpectrumProvider<T> spectrumOf)
    {
        var left = Math.Min((int)frame, frames - 1);
        var right = Math.Min(left + 1, frames - 1);
        var (leftAt, rightAt) = (Hold(left, source, spectrumOf), Hold(right, source, spectrumOf));
        Mix(_framePower, leftAt, rightAt, frame - left, _power);
        Mix(_frameAperiodicity, leftAt, rightAt, frame - left, _noiseShare);
    }

    private static void Mix(ReadOnlySpan<float> spectra, int left, int right, double part, Span<double> at)
    {
        ReadOnlySpan<float> a = spectra.Slice(left, at.Length), b = spectra.Slice(right, at.Length);
        for (var k = 0; k < at.Length; k++)
            at[k] = a[k] + (b[k] - a[k]) * part;
    }

    /// <summary>The buffer of a frame's spectra: of two neighbouring frames one is even and one is odd.</summary>
    private int Hold<T>(int frame, T source, SpectrumProvider<T> spectrumOf)
    {
        var (slot, at) = (frame & 1, (frame & 1) * _power.Length);
        if (_held[slot] != frame)
        {
            spectrumOf(source, frame, _framePower.AsSpan(at, _power.Length), _frameAperiodicity.AsSpan(at, _power.Length));
            _held[slot] = frame;
        }

        return at;
    }
}

/// <summary>Makes the spectra of a frame.</summary>
/// <param name="source">What they are made of.</param>
/// <param name="frame">Which, from 0.</param>
/// <param name="power">To be filled with its power.</param>
/// <param name="aperiodicity">To be filled with its ratio of aperiodic to all amplitude, 0 to 1.</param>
public delegate void SpectrumProvider<in T>(T source, int frame, Span<float> power, Span<float> aperiodicity);
