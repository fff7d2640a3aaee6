namespace Timbre.Models.AcousticModel;

/// <summary>
/// Lengths of the stretches in which the sound of a phrase is made: a short one, that is soon there, and longer ones then. Samples do not
/// depend on them.
/// </summary>
internal static class StretchLengths
{
    private const int FirstFrames = 66; // a third of a second of frames of 5 ms
    private const int MaxFrames = 200;

    /// <summary>Frames of each stretch of a sound of <paramref name="frames"/>; a short rest belongs to the last one.</summary>
    public static IEnumerable<int> Of(int frames)
    {
        for (var length = FirstFrames; frames > 0; length = Math.Min(2 * length, MaxFrames))
        {
            var next = frames < length + FirstFrames ? frames : length;
            yield return next;
            frames -= next;
        }
    }
}
