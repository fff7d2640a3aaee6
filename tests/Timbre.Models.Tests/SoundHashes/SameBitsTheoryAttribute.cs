using Timbre.Models.Tests.Material;

namespace Timbre.Models.Tests.SoundHashes;

/// <summary>A theory about bits that only a machine with the same arithmetic gives again; another machine skips it and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SameBitsTheoryAttribute : TheoryAttribute
{
    private bool _needsShared;

    public SameBitsTheoryAttribute()
    {
        if (!HashFile.IsWriting && HashFile.WrittenOn != Platform.Description)
            Skip = $"The hashes were made on {HashFile.WrittenOn}; this is {Platform.Description}, which gives other bits.";
    }

    /// <summary>Whether it reads recordings of the shared folder.</summary>
    public bool NeedsShared
    {
        get => _needsShared;
        set
        {
            _needsShared = value;
            if (value && SharedFolder.Path is null)
                Skip = "The folder ../shared is not there (TIMBRE_SHARED may name another).";
        }
    }
}
