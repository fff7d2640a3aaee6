namespace Timbre.Models.Analysis;

/// <summary>A letter for how loud a recording is: A where nothing has to be done, F where it can hardly be used.</summary>
/// <remarks>
/// A: -30 to -14 LUFS, where speech is mastered (EBU R 128 at -23, podcasts at -16); each next letter has 5 LU more below, and 2 LU more
/// above. So B from -35 to -12, C from -40 to -10, D from -45 to -8, E from -50 to -6, and F is everything else.
/// </remarks>
public static class LoudnessGrade
{
    private const double MinLufs = -30;
    private const double MaxLufs = -14;
    private const double StepBelowLu = 5;
    private const double StepAboveLu = 2;

    /// <summary>The letter for an integrated loudness in LUFS; F, too, for what is no number.</summary>
    public static string Of(double lufs)
    {
        for (var steps = 0; steps < 5; steps++)
        {
            if (lufs >= MinLufs - (steps * StepBelowLu) && lufs <= MaxLufs + (steps * StepAboveLu))
                return "ABCDE"[steps].ToString();
        }

        return "F";
    }
}
