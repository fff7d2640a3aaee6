namespace Timbre.Audio.Measures.Faults;

/// <summary>A place in the middle of speech where there is suddenly nothing, in seconds.</summary>
/// <param name="StartSeconds">Where it begins.</param>
/// <param name="EndSeconds">Where sound comes back.</param>
public readonly record struct Dropout(double StartSeconds, double EndSeconds)
{
    /// <summary>Length in seconds.</summary>
    public double Seconds => EndSeconds - StartSeconds;
}
