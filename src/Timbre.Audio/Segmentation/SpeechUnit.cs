namespace Timbre.Audio.Segmentation;

/// <summary>Speech that a cut never divides, in frames: from <paramref name="Start"/> up to <paramref name="End"/>.</summary>
internal readonly record struct SpeechUnit(int Start, int End)
{
    public int Frames => End - Start;
}
