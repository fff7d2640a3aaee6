namespace Timbre.Text.Tests.Material;

/// <summary>A fact about a file of ../shared; a clone without that folder skips it and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    /// <param name="path">The file's path in the folder.</param>
    public SharedFactAttribute(string path)
    {
        if (Repository.Shared is not { } shared || !File.Exists(Path.Combine(shared, path)))
            Skip = $"The file ../shared/{path} is not there (TIMBRE_SHARED may name another folder).";
    }
}
