using Timbre.Models.AverageVoice.Network;

namespace Timbre.Models.AverageVoice.Tuning;

/// <summary>What is wrong with frames, and which way each of their numbers should go.</summary>
internal static class FrameLoss
{
    /// <summary>The loss of what a network said; its slopes times <paramref name="share"/> go to <paramref name="wrong"/>, of the same shape.</summary>
    public static PhraseLoss Of(ReadOnlySpan<float> said, PhraseTargets phrase, AverageConfig config, float share, Span<float> wrong)
    {
        var (per, frames) = (config.PerFrame, phrase.Voiced.Length);
        var (mels, slopes) = (Mels(said, phrase.Mels, frames, config, share, wrong), Slopes(said, phrase.Mels, frames, config, share, wrong));
        var (bands, voicing, voiced) = (0.0, 0.0, Math.Max(1, phrase.Voiced.Count(is_ => is_) * config.Bands));
        for (var t = 0; t < frames; t++)
        {
            var at = (t * per) + config.Mels;
            for (var band = 0; phrase.Voiced[t] && band < config.Bands; band++)
            {
                var off = said[at + band] - phrase.Bands[(t * config.Bands) + band];
                bands += Math.Abs(off) / voiced;
                wrong[at + band] = share * PhraseLoss.BandsWeight * Math.Sign(off) / voiced;
            }

            var (logit, target) = (said[(t * per) + per - 1], phrase.Voiced[t] ? 1f : 0f);
            voicing += (Math.Max(logit, 0) - (logit * target) + MathF.Log(1 + MathF.Exp(-Math.Abs(logit)))) / frames;
            wrong[(t * per) + per - 1] = share * PhraseLoss.VoicingWeight * ((1 / (1 + MathF.Exp(-logit))) - target) / frames;
        }

        return new PhraseLoss(mels, slopes, bands, voicing, 0, 0);
    }

    private static double Mels(ReadOnlySpan<float> said, float[] wanted, int frames, AverageConfig config, float share, Span<float> wrong)
    {
        var (sum, count) = (0.0, frames * config.Mels);
        for (var t = 0; t < frames; t++)
        {
            for (var k = 0; k < config.Mels; k++)
            {
                var off = said[(t * config.PerFrame) + k] - wanted[(t * config.Mels) + k];
                sum += Math.Abs(off);
                wrong[(t * config.PerFrame) + k] = share * Math.Sign(off) / count;
            }
        }

        return sum / count;
    }

    /// <summary>Of x[t + 2] - x[t].</summary>
    private static double Slopes(ReadOnlySpan<float> said, float[] wanted, int frames, AverageConfig config, float share, Span<float> wrong)
    {
        var (per, mels) = (config.PerFrame, config.Mels);
        var (sum, count) = (0.0, Math.Max(1, (frames - 2) * mels));
        for (var t = 0; t < frames - 2; t++)
        {
            for (var k = 0; k < mels; k++)
            {
                var off = said[((t + 2) * per) + k] - said[(t * per) + k] - wanted[((t + 2) * mels) + k] + wanted[(t * mels) + k];
                var slope = share * PhraseLoss.SlopesWeight * Math.Sign(off) / count;
                sum += Math.Abs(off);
                wrong[((t + 2) * per) + k] += slope;
                wrong[(t * per) + k] -= slope;
            }
        }

        return sum / count;
    }
}
