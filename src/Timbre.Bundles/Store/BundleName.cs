using System.Text.RegularExpressions;
using Timbre.Bundles.Files;

namespace Timbre.Bundles.Store;

/// <summary>Names of bundles: what may be a folder's name, a setting's value and a model's name in OpenAI's API.</summary>
public static partial class BundleName
{
    /// <summary>The recogniser that needs no bundle.</summary>
    public const string BuiltIn = "built-in";

    private static readonly HashSet<string> Reserved = [BuiltIn, "timbre", "whisper-1", "default", "none"];

    /// <summary>Whether a bundle can have this name.</summary>
    public static bool IsAllowed(string name) => Allowed().IsMatch(name) && !Reserved.Contains(name);

    /// <exception cref="BundleException">It cannot be one.</exception>
    public static string Checked(string name) =>
        !Allowed().IsMatch(name) ? throw new BundleException(
            $"\"{(name.Length > 70 ? name[..70] + "…" : name)}\" is not a name for a model: 1 to 64 of a-z, 0-9, '.', '_' and '-', the " +
            "first a letter or figure.")
        : Reserved.Contains(name) ? throw new BundleException($"The name {name} is reserved: choose another.")
        : name;

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,63}\z")]
    private static partial Regex Allowed();
}
