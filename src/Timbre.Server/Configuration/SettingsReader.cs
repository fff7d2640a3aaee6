using System.Reflection;

namespace Timbre.Server.Configuration;

/// <summary>
/// Reads settings from the environment and appsettings.json while the slices register themselves. A section such as <c>Limits</c> is
/// shared by several options records, one a slice; its unknown names are refused once all slices have read theirs.
/// </summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private readonly Dictionary<string, List<string>> _known = [];

    /// <summary>The trimmed text of a setting; null when it is blank or not there.</summary>
    public string? Text(string name) => string.IsNullOrWhiteSpace(configuration[name]) ? null : configuration[name]!.Trim();

    /// <summary>A setting that is true or false; false when it is not there.</summary>
    /// <exception cref="SettingException">It is neither.</exception>
    public bool Flag(string name) => Text(name)?.ToLowerInvariant() switch
    {
        null or "false" or "0" or "no" => false,
        "true" or "1" or "yes" => true,
        _ => throw new SettingException(name, "is true or false."),
    };

    /// <summary>The properties of a record from the section's settings of the same names; what is not set keeps its default.</summary>
    /// <exception cref="SettingException">A value is not of the property's type.</exception>
    public T Section<T>(string name) where T : new()
    {
        if (!_known.TryGetValue(name, out var known))
            _known.Add(name, known = []);
        known.AddRange(typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite).Select(property => property.Name));
        try
        {
            return configuration.GetSection(name).Get<T>() ?? new T();
        }
        catch (InvalidOperationException wrong)
        {
            throw new SettingException(name, wrong.Message);
        }
    }

    /// <summary>Bounds on what one caller may ask for, each a number of 0 or more; section <c>Limits</c>.</summary>
    /// <exception cref="SettingException">A value is no such number.</exception>
    public T Limits<T>() where T : new() => Numbers<T>("Limits");

    /// <summary>What is asked of data and how long things are valid, each a number of 0 or more; section <c>Policies</c>.</summary>
    /// <exception cref="SettingException">A value is no such number.</exception>
    public T Policies<T>() where T : new() => Numbers<T>("Policies");

    /// <exception cref="SettingException">A section that was read holds a name that no record has.</exception>
    public void RefuseUnknown()
    {
        foreach (var (section, known) in _known)
        {
            if (configuration.GetSection(section).GetChildren()
                .FirstOrDefault(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
                throw new SettingException($"{section}:{unknown.Key}", $"does not exist; there are {string.Join(", ", known)}.");
        }
    }

    private T Numbers<T>(string section) where T : new()
    {
        var values = Section<T>(section);
        foreach (var property in typeof(T).GetProperties().Where(property => property.CanWrite))
        {
            if (Convert.ToDouble(property.GetValue(values)) is < 0 or double.NaN or double.PositiveInfinity)
                throw new SettingException($"{section}:{property.Name}", "is a number of 0 or more.");
        }

        return values;
    }
}
