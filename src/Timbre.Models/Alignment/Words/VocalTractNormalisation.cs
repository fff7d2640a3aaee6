using Timbre.Audio;
using Timbre.Models.Alignment.Acoustics;

namespace Timbre.Models.Alignment.Words;

/// <summary>
/// Listens to a recording as to a speaker of average size: frequencies are stretched by what makes free speech fit the model best.
/// </summary>
/// <remarks>
/// A shorter vocal tract than that of those the model was trained on moves all formants up, a longer one down (Lee and Rose 1998). What is
/// to be said has no part in the choice, so that it favours no text. Three to six hearings, each of about 10 ms a second of sound on one
/// core.
/// </remarks>
internal static class VocalTractNormalisation
{
    private const double Step = 0.04;

    /// <summary>Steps up or down at most: 0.84 to 1.16.</summary>
    private const int MaxSteps = 4;

    /// <summary>Cepstral features, and the frequency warp that they were computed with.</summary>
    public static (CepstralFeatures Features, double Warp) ExtractFeatures(SphinxAcousticModel model, AudioClip sound, CancellationToken ct)
    {
        var best = Extract(0);
        var (down, up) = (Extract(-1), Extract(1));
        var direction = up.Fit > down.Fit ? 1 : -1; // likelihoods have one peak, near enough
        for (var next = direction > 0 ? up : down; next.Fit > best.Fit; next = Extract(best.Steps + direction))
        {
            best = next;
            if (Math.Abs(best.Steps) == MaxSteps)
                break;
        }

        return (best.Features, 1 + best.Steps * Step);

        (int Steps, CepstralFeatures Features, double Fit) Extract(int steps)
        {
            var features = SphinxAcousticModel.ExtractFeatures(sound, 1 + steps * Step);
            return (steps, features, LogLikelihood(model, features, ct));
        }
    }

    /// <summary>log p(recording | any speech).</summary>
    private static double LogLikelihood(SphinxAcousticModel model, CepstralFeatures features, CancellationToken ct)
    {
        var states = new StateIndex();
        foreach (var phone in PhoneLoop.PhonesOf(model.Phones))
            states.Add(phone, model.Phones.StatesOf(phone));
        var different = states.Different;
        return PhoneLoop.Best(model, model.Score(features, different, ct), different.Length)[^1];
    }
}
