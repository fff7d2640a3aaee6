using System.Numerics;
using Timbre.Audio.Spectra;
using Timbre.Audio.World;
using Timbre.Models.Nn;
using Timbre.Models.Nn.Layers;
using Timbre.Models.Vocoders.Network;

namespace Timbre.Models.Vocoders.Filters;

/// <summary>The piece of sound around a frame: the excitation there through the filters that the network asks for.</summary>
/// <remarks>
/// X[k] = P·e^(L_p + i(φ_p + ψ)) + (N + c·C + s·S)·e^(L_n + iφ_n). P, N, C and S are transforms of two hops of pulses, of noise and of
/// noise that beats with cosine and sine of the phase of F0, under a Hann window; L are the frame's own logarithms, parted by aperiodicity,
/// and what the network adds; φ is the minimum phase of L; ψ, c and s are the network's. One thread at a time, no allocation.
/// </remarks>
internal sealed class FrameSynthesis
{
    private const int Bins = FilterBasis.Bins, PaddedBins = FilterBasis.PaddedBins, Size = FilterBasis.FftSize;
    private const float MinTone = 1e-4f; // of power
    private const int Curves = 2; // logarithms of the pulses' filter and of the noise's
    private const int MaxFrames = 64; // frames at once

    private readonly VocoderConfig _config;
    private readonly FilterBasis _shapes;
    private readonly int _hop; // samples; by so many a filter may also answer before it is excited
    private readonly int _count; // numbers of a frame
    private readonly RealFft _fft = new(Size);
    private readonly double[] _window;
    private readonly float[] _logs; // [frames, 2, mels]
    private readonly float[] _phases = new float[Curves * MaxFrames * PaddedBins];
    private readonly float[] _noBias = new float[PaddedBins];
    private readonly float[] _phasePoints;
    private readonly float[] _log = new float[PaddedBins];
    private readonly float[] _phaseOffset = new float[PaddedBins];
    // pulses' re and im, noise's re and im
    private readonly float[][] _filters = [new float[PaddedBins], new float[PaddedBins], new float[PaddedBins], new float[PaddedBins]];
    private readonly float[] _modulationCosine = new float[PaddedBins];
    private readonly float[] _modulationSine = new float[PaddedBins];
    private readonly double[] _frame = new double[Size];
    private readonly double[][] _spectra = [.. Enumerable.Range(0, 8).Select(_ => new double[Bins])]; // re and im of P, N, C, S

    public FrameSynthesis(VocoderConfig config, FilterBasis shapes)
    {
        (_config, _shapes, _hop, _count) = (config, shapes, config.Layout.HopSamples, config.Layout.Count);
        _logs = new float[Curves * MaxFrames * config.Mels];
        _phasePoints = new float[config.Phases + 2];
        _window = [.. Enumerable.Range(0, 2 * _hop).Select(n => 0.5 - (0.5 * Math.Cos(Math.PI * n / _hop)))];
    }

    /// <summary>Prepares the filters of at most 64 frames before their segments are synthesized.</summary>
    /// <param name="features">[frames, <see cref="FrameLayout.Count"/>]</param>
    /// <param name="outputs">[frames, <see cref="VocoderConfig.Outputs"/>] of the network.</param>
    /// <param name="frames">How many.</param>
    public void Prepare(ReadOnlySpan<float> features, ReadOnlySpan<float> outputs, int frames)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frames, MaxFrames);
        var mels = _config.Mels;
        for (var t = 0; t < frames; t++)
        {
            var frame = features.Slice(t * _count, _count);
            var correction = outputs.Slice(t * _config.Outputs, 2 * mels);
            Span<float> tone = _logs.AsSpan(Curves * t * mels, mels), noise = _logs.AsSpan(((Curves * t) + 1) * mels, mels);
            _shapes.Aperiodicity.Interpolate(frame.Slice(1, _config.Bands), noise);
            for (var k = 0; k < mels; k++)
            {
                var half = 0.5f * frame[1 + _config.Bands + k];
                tone[k] = half + (0.5f * MathF.Log(Math.Max(MinTone, 1 - MathF.Exp(2 * noise[k])))) + correction[k];
                noise[k] += half + correction[mels + k];
            }
        }

        var rows = ((Curves * frames) + 3) / 4 * 4; // whole tiles: each row comes out the same whichever others there are
        Linear.Forward(_logs, _shapes.MinimumPhase, _noBias, rows, mels, PaddedBins, _phases);
    }

    /// <summary>
    /// The piece of a prepared frame: <see cref="FilterBasis.FftSize"/> samples from two hops before the frame on.
    /// </summary>
    /// <param name="frame">Which of those that were prepared.</param>
    /// <param name="outputs">As <see cref="Prepare"/> had them.</param>
    /// <param name="excitation">Of the sound.</param>
    /// <param name="position">Where in it the hop before the frame begins.</param>
    public ReadOnlySpan<double> Synthesize(int frame, ReadOnlySpan<float> outputs, Excitation excitation, int position)
    {
        var frameOutputs = outputs.Slice(frame * _config.Outputs, _config.Outputs)[(2 * _config.Mels)..];
        frameOutputs[.._config.Phases].CopyTo(_phasePoints.AsSpan(1));
        _shapes.Phase.Interpolate(_phasePoints, _phaseOffset);
        Filter(Curves * frame, _phaseOffset, _filters[0], _filters[1]);
        Filter((Curves * frame) + 1, default, _filters[2], _filters[3]);
        _shapes.Modulation.Interpolate(frameOutputs.Slice(_config.Phases, _config.Modulations), _modulationCosine);
        _shapes.Modulation.Interpolate(frameOutputs[(_config.Phases + _config.Modulations)..], _modulationSine);

        Transform(excitation.Pulses, position, 0);
        Transform(excitation.Noise, position, 2);
        Transform(excitation.Cosine, position, 4);
        Transform(excitation.Sine, position, 6);
        Mix();
        _fft.Inverse(_spectra[0], _spectra[1], _frame);
        return _frame;
    }

    /// <summary>e^(L + iφ) of a prepared curve, its minimum phase turned on by <paramref name="phaseOffset"/> where there is one.</summary>
    private void Filter(int curve, ReadOnlySpan<float> phaseOffset, Span<float> re, Span<float> im)
    {
        _shapes.Envelope.Interpolate(_logs.AsSpan(curve * _config.Mels, _config.Mels), _log);
        ReadOnlySpan<Vector<float>> logs = VectorMath.Wide(_log.AsSpan()), phases = VectorMath.Wide(
            _phases.AsSpan(curve * PaddedBins, PaddedBins)), phaseOffsets = VectorMath.Wide(phaseOffset);
        Span<Vector<float>> wideRe = VectorMath.Wide(re), wideIm = VectorMath.Wide(im);
        for (var v = 0; v < logs.Length; v++)
        {
            var magnitude = Vector.Exp(logs[v]);
            var (sine, cosine) = Vector.SinCos(phaseOffsets.Length > 0 ? phases[v] + phaseOffsets[v] : phases[v]);
            (wideRe[v], wideIm[v]) = (magnitude * cosine, magnitude * sine);
        }

        for (var k = logs.Length * Vector<float>.Count; k < Bins; k++)
        {
            var phase = _phases[(curve * PaddedBins) + k] + (phaseOffset.Length > 0 ? phaseOffset[k] : 0);
            (re[k], im[k]) = (MathF.Exp(_log[k]) * MathF.Cos(phase), MathF.Exp(_log[k]) * MathF.Sin(phase));
        }
    }

    private void Transform(ReadOnlySpan<double> samples, int position, int slot)
    {
        _frame.AsSpan().Clear();
        samples = samples.Slice(position, 2 * _hop);
        for (var n = 0; n < samples.Length; n++)
            _frame[_hop + n] = _window[n] * samples[n];
        _fft.Forward(_frame, _spectra[slot], _spectra[slot + 1]);
    }

    /// <summary>X in place of P.</summary>
    private void Mix()
    {
        double[] pRe =
            _spectra[0], pIm =
                _spectra[1], nRe =
                    _spectra[2], nIm = _spectra[3], cRe = _spectra[4], cIm = _spectra[5], sRe = _spectra[6], sIm = _spectra[7];
        float[] toneRe = _filters[0], toneIm = _filters[1], noiseRe = _filters[2], noiseIm = _filters[3];
        for (var k = 0; k < Bins; k++)
        {
            var hissRe = nRe[k] + (_modulationCosine[k] * cRe[k]) + (_modulationSine[k] * sRe[k]);
            var hissIm = nIm[k] + (_modulationCosine[k] * cIm[k]) + (_modulationSine[k] * sIm[k]);
            (pRe[k], pIm[k]) = (
                (pRe[k] * toneRe[k]) - (pIm[k] * toneIm[k]) + (hissRe * noiseRe[k]) - (hissIm * noiseIm[k]),
                (pRe[k] * toneIm[k]) + (pIm[k] * toneRe[k]) + (hissRe * noiseIm[k]) + (hissIm * noiseRe[k]));
        }
    }
}
