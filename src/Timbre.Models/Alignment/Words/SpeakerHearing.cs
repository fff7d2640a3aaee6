using Timbre.Audio;
using Timbre.Models.Alignment.Acoustics;

namespace Timbre.Models.Alignment.Words;

/// <summary>Listens to a recording as to a speaker of average size: frequencies are stretched by what makes free speech fit the model best.</summary>
/// <remarks>
/// A shorter vocal tract than that of those the model was trained on moves all formants up, a longer one down (Lee and Rose 1998). What is to be
/// said has no part in the choice, so that it favours no text. Three to six hearings, each of about 10 ms a second of sound on one core.
/// </remarks>
internal static class SpeakerHearing
{
    private const double Step = 0.04;

    /// <summary>Steps up or down at most: 0.84 to 1.16.</summary>
    private const int MostSteps = 4;

    /// <summary>What the model looks at, and by what frequencies were stretched for it.</summary>
    public static (Features Heard, double Warp) Listen(AcousticModel model, Clip sound, CancellationToken ct)
    {
        var best = Hear(0);
        var (down, up) = (Hear(-1), Hear(1));
        var direction = up.Fit > down.Fit ? 1 : -1; // likelihoods have one peak, near enough
        for (var next = direction > 0 ? up : down; next.Fit > best.Fit; next = Hear(best.Steps + direction))
        {
            best = next;
            if (Math.Abs(best.Steps) == MostSteps)
                break;
        }

        return (best.Heard, 1 + best.Steps * Step);

        (int Steps, Features Heard, double Fit) Hear(int steps)
        {
            var heard = AcousticModel.Listen(sound, 1 + steps * Step);
            return (steps, heard, Fit(model, heard, ct));
        }
    }

    /// <summary>log p(recording | any speech).</summary>
    private static double Fit(AcousticModel model, Features heard, CancellationToken ct)
    {
        var states = new StateList();
        foreach (var phone in PhoneLoop.PhonesOf(model.Phones))
            states.Add(phone, model.Phones.StatesOf(phone));
        var different = states.Different;
        return PhoneLoop.Best(model, model.Score(heard, different, ct), different.Length)[^1];
    }
}
