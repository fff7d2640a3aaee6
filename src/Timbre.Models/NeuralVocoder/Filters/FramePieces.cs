using System.Numerics;
using Timbre.Audio;
using Timbre.Audio.Spectra;
using Timbre.Models.Layers;
using Timbre.Models.NeuralVocoder.Network;

namespace Timbre.Models.NeuralVocoder.Filters;

/// <summary>The piece of sound around a frame: the excitation there through the filters that the network asks for.</summary>
/// <remarks>
/// X[k] = P·e^(L_p + i(φ_p + ψ)) + (N + c·C + s·S)·e^(L_n + iφ_n). P, N, C and S are transforms of two hops of pulses, of noise and of noise that
/// beats with cosine and sine of the phase of F0, under a Hann window; L are the frame's own logarithms, parted by aperiodicity, and what the
/// network adds; φ is the minimum phase of L; ψ, c and s are the network's. One thread at a time, no allocation.
/// </remarks>
internal sealed class FramePieces
{
    /// <summary>Samples by which a filter may answer before it is excited.</summary>
    public const int Ahead = 80;

    private const int Bins = FilterShapes.Bins, Room = FilterShapes.Room, Size = FilterShapes.FftSize;
    private const float LeastTone = 1e-4f; // of power
    private const int Curves = 2; // logarithms of the pulses' filter and of the noise's
    private const int Most = 64; // frames at once

    private readonly VocoderConfig _config;
    private readonly FilterShapes _shapes;
    private readonly int _hop;
    private readonly RealFft _fft = new(Size);
    private readonly double[] _window;
    private readonly float[] _logs; // [frames, 2, mels]
    private readonly float[] _phases = new float[Curves * Most * Room];
    private readonly float[] _noBias = new float[Room];
    private readonly float[] _turning;
    private readonly float[] _log = new float[Room];
    private readonly float[] _turn = new float[Room];
    private readonly float[][] _filters = [new float[Room], new float[Room], new float[Room], new float[Room]]; // pulses' re and im, noise's re and im
    private readonly float[] _swellCosine = new float[Room];
    private readonly float[] _swellSine = new float[Room];
    private readonly double[] _piece = new double[Size];
    private readonly double[][] _spectra = [.. Enumerable.Range(0, 8).Select(_ => new double[Bins])]; // re and im of P, N, C, S

    public FramePieces(VocoderConfig config, FilterShapes shapes, int hop)
    {
        (_config, _shapes, _hop) = (config, shapes, hop);
        _logs = new float[Curves * Most * config.Mels];
        _turning = new float[config.Phases + 2];
        _window = [.. Enumerable.Range(0, 2 * hop).Select(n => 0.5 - (0.5 * Math.Cos(Math.PI * n / hop)))];
    }

    /// <summary>What is known of some frames before their pieces are made: at most 64.</summary>
    /// <param name="features">[frames, <see cref="FrameFeatures.Count"/>]</param>
    /// <param name="outputs">[frames, <see cref="VocoderConfig.Outputs"/>] of the network.</param>
    /// <param name="frames">How many.</param>
    public void Prepare(ReadOnlySpan<float> features, ReadOnlySpan<float> outputs, int frames)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frames, Most);
        var mels = _config.Mels;
        for (var t = 0; t < frames; t++)
        {
            var frame = features.Slice(t * FrameFeatures.Count, FrameFeatures.Count);
            var more = outputs.Slice(t * _config.Outputs, 2 * mels);
            Span<float> tone = _logs.AsSpan(Curves * t * mels, mels), noise = _logs.AsSpan(((Curves * t) + 1) * mels, mels);
            _shapes.Aperiodicity.Read(frame.Slice(1, _config.Bands), noise);
            for (var k = 0; k < mels; k++)
            {
                var half = 0.5f * frame[1 + _config.Bands + k];
                tone[k] = half + (0.5f * MathF.Log(Math.Max(LeastTone, 1 - MathF.Exp(2 * noise[k])))) + more[k];
                noise[k] += half + more[mels + k];
            }
        }

        var rows = ((Curves * frames) + 3) / 4 * 4; // whole tiles: each row comes out the same whichever others there are
        Linear.Forward(_logs, _shapes.MinimumPhase, _noBias, rows, mels, Room, _phases);
    }

    /// <summary>The piece of a prepared frame: <see cref="FilterShapes.FftSize"/> samples from a hop and <see cref="Ahead"/> before the frame on.</summary>
    /// <param name="frame">Which of those that were prepared.</param>
    /// <param name="outputs">As <see cref="Prepare"/> had them.</param>
    /// <param name="excitation">Of the sound.</param>
    /// <param name="place">Where in it the hop before the frame begins.</param>
    public ReadOnlySpan<double> Make(int frame, ReadOnlySpan<float> outputs, Excitation excitation, int place)
    {
        var own = outputs.Slice(frame * _config.Outputs, _config.Outputs)[(2 * _config.Mels)..];
        own[.._config.Phases].CopyTo(_turning.AsSpan(1));
        _shapes.Phase.Read(_turning, _turn);
        Filter(Curves * frame, _turn, _filters[0], _filters[1]);
        Filter((Curves * frame) + 1, default, _filters[2], _filters[3]);
        _shapes.Swelling.Read(own.Slice(_config.Phases, _config.Swells), _swellCosine);
        _shapes.Swelling.Read(own[(_config.Phases + _config.Swells)..], _swellSine);

        Transform(excitation.Pulses, place, 0);
        Transform(excitation.Noise, place, 2);
        Transform(excitation.Cosine, place, 4);
        Transform(excitation.Sine, place, 6);
        Mix();
        _fft.Inverse(_spectra[0], _spectra[1], _piece);
        return _piece;
    }

    /// <summary>e^(L + iφ) of a prepared curve, its minimum phase turned on by <paramref name="turn"/> where there is one.</summary>
    private void Filter(int curve, ReadOnlySpan<float> turn, Span<float> re, Span<float> im)
    {
        _shapes.Envelope.Read(_logs.AsSpan(curve * _config.Mels, _config.Mels), _log);
        ReadOnlySpan<Vector<float>> logs = Lanes.Wide(_log.AsSpan()), phases = Lanes.Wide(_phases.AsSpan(curve * Room, Room)), turns = Lanes.Wide(turn);
        Span<Vector<float>> wideRe = Lanes.Wide(re), wideIm = Lanes.Wide(im);
        for (var v = 0; v < logs.Length; v++)
        {
            var magnitude = Vector.Exp(logs[v]);
            var (sine, cosine) = Vector.SinCos(turns.Length > 0 ? phases[v] + turns[v] : phases[v]);
            (wideRe[v], wideIm[v]) = (magnitude * cosine, magnitude * sine);
        }

        for (var k = logs.Length * Vector<float>.Count; k < Bins; k++)
        {
            var phase = _phases[(curve * Room) + k] + (turn.Length > 0 ? turn[k] : 0);
            (re[k], im[k]) = (MathF.Exp(_log[k]) * MathF.Cos(phase), MathF.Exp(_log[k]) * MathF.Sin(phase));
        }
    }

    private void Transform(ReadOnlySpan<double> samples, int place, int slot)
    {
        _piece.AsSpan().Clear();
        samples = samples.Slice(place, 2 * _hop);
        for (var n = 0; n < samples.Length; n++)
            _piece[Ahead + n] = _window[n] * samples[n];
        _fft.Forward(_piece, _spectra[slot], _spectra[slot + 1]);
    }

    /// <summary>X in place of P.</summary>
    private void Mix()
    {
        double[] pRe = _spectra[0], pIm = _spectra[1], nRe = _spectra[2], nIm = _spectra[3], cRe = _spectra[4], cIm = _spectra[5], sRe = _spectra[6], sIm = _spectra[7];
        float[] toneRe = _filters[0], toneIm = _filters[1], noiseRe = _filters[2], noiseIm = _filters[3];
        for (var k = 0; k < Bins; k++)
        {
            var hissRe = nRe[k] + (_swellCosine[k] * cRe[k]) + (_swellSine[k] * sRe[k]);
            var hissIm = nIm[k] + (_swellCosine[k] * cIm[k]) + (_swellSine[k] * sIm[k]);
            (pRe[k], pIm[k]) = (
                (pRe[k] * toneRe[k]) - (pIm[k] * toneIm[k]) + (hissRe * noiseRe[k]) - (hissIm * noiseIm[k]),
                (pRe[k] * toneIm[k]) + (pIm[k] * toneRe[k]) + (hissRe * noiseIm[k]) + (hissIm * noiseRe[k]));
        }
    }
}
