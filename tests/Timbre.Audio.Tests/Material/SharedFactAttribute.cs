namespace Timbre.Audio.Tests.Material;

/// <summary>A fact about recordings that lie beside the repository; a clone without them skips it and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (SharedFolder.Path is null)
            Skip = "The folder ../shared is not there (TIMBRE_SHARED may name another).";
    }
}
