namespace Timbre.Models.Transcription;

/// <summary>
/// From where on a text is at fault, as natural logarithms of likelihood ratios. Chosen on three speakers; what they do on others stands in
/// bench/results/transcripts.md.
/// </summary>
/// <param name="ShortWord">A word of one or two phones (a, of, the, I) is said if its ratio is above this: the sound tells little of it,
/// and it is mumbled more than any other.</param>
/// <param name="LongWord">The same for words of three phones.</param>
/// <param name="Extra">Other speech is there if its ratio is above this.</param>
/// <param name="PerPhone">What each further phone adds to that, up to the ninth: the longer a word, the lower both it and another in its
/// place lie where one of its phones is said in another way.</param>
public sealed record TextThresholds(double ShortWord, double LongWord, double Extra, double PerPhone = 0)
{
    /// <summary>A true text of some 20 words is found at fault in 3 of 100 cases.</summary>
    public static TextThresholds Default { get; } = new(ShortWord: -40, LongWord: -10, Extra: 60);
}
