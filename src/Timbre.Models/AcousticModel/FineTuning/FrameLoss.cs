using Timbre.Models.AcousticModel.Network;

namespace Timbre.Models.AcousticModel.FineTuning;

/// <summary>Losses of predicted frames, and their gradients.</summary>
internal static class FrameLoss
{
    /// <summary>
    /// The loss of predicted frames; its gradient times <paramref name="lossScale"/> go to <paramref name="outputGradient"/>, of the same
    /// shape.
    /// </summary>
    public static PhraseLoss Of(
        ReadOnlySpan<float> predicted, PhraseTargets phrase, AcousticModelConfig config, float lossScale, Span<float> outputGradient)
    {
        var (per, frames) = (config.PerFrame, phrase.Voiced.Length);
        var (mels, delta) = (SpectrumLoss(predicted, phrase.Mels, frames, config, lossScale, outputGradient),
            DeltaLoss(predicted, phrase.Mels, frames, config, lossScale, outputGradient));
        var (bands, voicing, voiced) = (0.0, 0.0, Math.Max(1, phrase.Voiced.Count(isVoiced => isVoiced) * config.Bands));
        for (var t = 0; t < frames; t++)
        {
            var at = (t * per) + config.Mels;
            for (var band = 0; phrase.Voiced[t] && band < config.Bands; band++)
            {
                var error = predicted[at + band] - phrase.Bands[(t * config.Bands) + band];
                bands += Math.Abs(error) / voiced;
                outputGradient[at + band] = lossScale * PhraseLoss.AperiodicityWeight * Math.Sign(error) / voiced;
            }

            var (logit, target) = (predicted[(t * per) + per - 1], phrase.Voiced[t] ? 1f : 0f);
            voicing += (Math.Max(logit, 0) - (logit * target) + MathF.Log(1 + MathF.Exp(-Math.Abs(logit)))) / frames;
            outputGradient[(t * per) + per - 1] = lossScale * PhraseLoss.VoicingWeight * ((1 / (1 + MathF.Exp(-logit))) - target) / frames;
        }

        return new PhraseLoss(mels, delta, bands, voicing, 0, 0);
    }

    private static double SpectrumLoss(
        ReadOnlySpan<float> predicted, float[] targetMels, int frames, AcousticModelConfig config, float lossScale,
        Span<float> outputGradient)
    {
        var (sum, count) = (0.0, frames * config.Mels);
        for (var t = 0; t < frames; t++)
        {
            for (var k = 0; k < config.Mels; k++)
            {
                var error = predicted[(t * config.PerFrame) + k] - targetMels[(t * config.Mels) + k];
                sum += Math.Abs(error);
                outputGradient[(t * config.PerFrame) + k] = lossScale * Math.Sign(error) / count;
            }
        }

        return sum / count;
    }

    /// <summary>Of x[t + 2] - x[t].</summary>
    private static double DeltaLoss(
        ReadOnlySpan<float> predicted, float[] targetMels, int frames, AcousticModelConfig config, float lossScale,
        Span<float> outputGradient)
    {
        var (per, mels) = (config.PerFrame, config.Mels);
        var (sum, count) = (0.0, Math.Max(1, (frames - 2) * mels));
        for (var t = 0; t < frames - 2; t++)
        {
            for (var k = 0; k < mels; k++)
            {
                var error = predicted[((t + 2) * per) + k] - predicted[(t * per) + k] - targetMels[((t + 2) * mels) + k]
                    + targetMels[(t * mels) + k];
                var gradient = lossScale * PhraseLoss.DeltaWeight * Math.Sign(error) / count;
                sum += Math.Abs(error);
                outputGradient[((t + 2) * per) + k] += gradient;
                outputGradient[(t * per) + k] -= gradient;
            }
        }

        return sum / count;
    }
}
