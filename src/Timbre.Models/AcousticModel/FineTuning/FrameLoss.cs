using Timbre.Audio.World;
using Timbre.Models.AcousticModel.Network;

namespace Timbre.Models.AcousticModel.FineTuning;

/// <summary>Losses of the predicted frames of a phrase, and their gradients; as training/voice/losses.py has them.</summary>
/// <param name="phrase">The targets.</param>
/// <param name="config">The network's sizes.</param>
/// <param name="lossScale">By what all gradients are multiplied.</param>
internal readonly ref struct FrameLoss(PhraseTargets phrase, AcousticModelConfig config, float lossScale)
{
    private const float PauseWeight = 0.2f; // of a frame of a pause; of models at 16 kHz pauses weigh as much as speech

    private readonly float[] _weights = Weights(phrase, config);
    private readonly int _points = config.Layout == FrameLayout.Wideband ? config.Mels : phrase.Points;

    /// <summary>
    /// The losses of predicted frames, [frames, <see cref="AcousticModelConfig.PerFrame"/>]; their gradient goes to
    /// <paramref name="gradient"/>, of the same shape.
    /// </summary>
    public PhraseLoss Of(ReadOnlySpan<float> predicted, Span<float> gradient)
    {
        gradient.Clear();
        var errors = Errors(predicted);
        var (aperiodicity, voicing) = ExcitationLosses(predicted, gradient);
        return new PhraseLoss(SpectrumLoss(errors, gradient), DeltaLoss(predicted, gradient), aperiodicity, voicing, 0, 0)
        {
            Slope = config.Layout == FrameLayout.Wideband ? 0 : SlopeLoss(errors, gradient),
        };
    }

    /// <summary>The weight of each frame.</summary>
    private static float[] Weights(PhraseTargets phrase, AcousticModelConfig config)
    {
        var weights = new float[phrase.Voiced.Length];
        Array.Fill(weights, 1);
        if (config.Layout == FrameLayout.Wideband)
            return weights;
        var t = 0;
        for (var i = 0; i < phrase.Phones.Length; i++)
        {
            var frames = AcousticModelConfig.FramesPerStep * phrase.Durations[i];
            if (phrase.Phones[i] == config.Inventory.Pause)
                weights.AsSpan(t, frames).Fill(PauseWeight);
            t += frames;
        }

        return weights;
    }

    /// <summary>Predicted less true spectra, [frames, mels]; 0 above the bandwidth of the recording.</summary>
    private float[] Errors(ReadOnlySpan<float> predicted)
    {
        var errors = new float[phrase.Voiced.Length * config.Mels];
        for (var t = 0; t < phrase.Voiced.Length; t++)
        {
            for (var k = 0; k < _points; k++)
                errors[(t * config.Mels) + k] = predicted[(t * config.PerFrame) + k] - phrase.Mels[(t * config.Mels) + k];
        }

        return errors;
    }

    private double SpectrumLoss(float[] errors, Span<float> gradient)
    {
        var (sum, count) = (0.0, _weights.Sum() * _points);
        for (var t = 0; t < _weights.Length; t++)
        {
            for (var k = 0; k < _points; k++)
            {
                var error = errors[(t * config.Mels) + k];
                sum += _weights[t] * Math.Abs(error);
                gradient[(t * config.PerFrame) + k] = lossScale * _weights[t] * Math.Sign(error) / count;
            }
        }

        return sum / count;
    }

    /// <summary>Of x[t + 2] - x[t].</summary>
    private double DeltaLoss(ReadOnlySpan<float> predicted, Span<float> gradient)
    {
        var (per, mels) = (config.PerFrame, config.Mels);
        var (sum, count) = (0.0, Math.Max(1, _weights.Skip(2).Sum() * _points));
        for (var t = 0; t < _weights.Length - 2; t++)
        {
            for (var k = 0; k < _points; k++)
            {
                var error = predicted[((t + 2) * per) + k] - predicted[(t * per) + k] - phrase.Mels[((t + 2) * mels) + k]
                    + phrase.Mels[(t * mels) + k];
                var slope = lossScale * PhraseLoss.DeltaWeight * _weights[t + 2] * Math.Sign(error) / count;
                sum += _weights[t + 2] * Math.Abs(error);
                gradient[((t + 2) * per) + k] += slope;
                gradient[(t * per) + k] -= slope;
            }
        }

        return sum / count;
    }

    /// <summary>Of x[k + 1] - x[k], along frequency.</summary>
    private double SlopeLoss(float[] errors, Span<float> gradient)
    {
        var (sum, count) = (0.0, _weights.Sum() * (_points - 1));
        for (var t = 0; t < _weights.Length; t++)
        {
            for (var k = 0; k + 1 < _points; k++)
            {
                var (at, to) = ((t * config.Mels) + k, (t * config.PerFrame) + k);
                var error = errors[at + 1] - errors[at];
                var slope = lossScale * PhraseLoss.SlopeWeight * _weights[t] * Math.Sign(error) / count;
                sum += _weights[t] * Math.Abs(error);
                gradient[to + 1] += slope;
                gradient[to] -= slope;
            }
        }

        return sum / count;
    }

    /// <summary>Of aperiodicity where there is a voice, and of voicing.</summary>
    private (double Aperiodicity, double Voicing) ExcitationLosses(ReadOnlySpan<float> predicted, Span<float> gradient)
    {
        var (aperiodicity, voicing, frames, voiced) = (0.0, 0.0, _weights.Sum(), 0f);
        for (var t = 0; t < _weights.Length; t++)
            voiced += phrase.Voiced[t] ? _weights[t] * config.Bands : 0;
        voiced = Math.Max(1, voiced);
        for (var t = 0; t < _weights.Length; t++)
        {
            var (at, weight) = ((t * config.PerFrame) + config.Mels, _weights[t]);
            for (var band = 0; phrase.Voiced[t] && band < config.Bands; band++)
            {
                var error = predicted[at + band] - phrase.Bands[(t * config.Bands) + band];
                aperiodicity += weight * Math.Abs(error) / voiced;
                gradient[at + band] = lossScale * PhraseLoss.AperiodicityWeight * weight * Math.Sign(error) / voiced;
            }

            var (logit, target) = (predicted[at + config.Bands], phrase.Voiced[t] ? 1f : 0f);
            voicing += weight * (Math.Max(logit, 0) - (logit * target) + MathF.Log(1 + MathF.Exp(-Math.Abs(logit)))) / frames;
            gradient[at + config.Bands] = lossScale * PhraseLoss.VoicingWeight * weight * ((1 / (1 + MathF.Exp(-logit))) - target) / frames;
        }

        return (aperiodicity, voicing);
    }
}
