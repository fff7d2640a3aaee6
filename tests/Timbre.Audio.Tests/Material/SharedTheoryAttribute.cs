namespace Timbre.Audio.Tests.Material;

/// <summary>A theory about material in ../shared, skipped where that folder is not there.</summary>
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute()
    {
        if (SharedFolder.Path is null)
            Skip = "The folder ../shared is not there (TIMBRE_SHARED may name another).";
    }
}
