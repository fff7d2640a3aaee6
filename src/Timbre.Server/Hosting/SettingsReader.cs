using System.Net;
using System.Reflection;
using Npgsql;
using Timbre.Models.Analysis;
using Timbre.Models.Vocoders;
using Timbre.Models.Voices;
using Timbre.Server.Analysis;
using Timbre.Server.Consent;

namespace Timbre.Server.Hosting;

/// <summary>Reads the settings from the environment and appsettings.json; the first wrong one is named in a sentence.</summary>
internal static class SettingsReader
{
    /// <exception cref="SettingException">A setting cannot be used; the message names it.</exception>
    public static Settings Read(IConfiguration from)
    {
        var settings = new Settings
        {
            Urls = Urls(from["TIMBRE_URLS"]),
            DataFolder = Path.GetFullPath(Text(from, "TIMBRE_DATA") ?? "data"),
            ApiKey = Key(Text(from, "TIMBRE_API_KEY")),
            PostgresConnection = Postgres(Text(from, "TIMBRE_DATABASE")),
            Company = Company(Text(from, "TIMBRE_COMPANY")),
            PublicUrl = PublicUrl(Text(from, "TIMBRE_PUBLIC_URL")),
            AuthorizedUploader = Flag(from, "TIMBRE_AUTHORIZED_UPLOADER"),
            Vocoder = Vocoder(Text(from, "TIMBRE_VOCODER")),
            AllowNetworks = Networks(Text(from, "TIMBRE_ALLOW_NETWORKS") ?? ""),
            Limits = Section<Limits>(from, "Limits"),
            Policies = Section<Policies>(from, "Policies"),
            Analysis = Section<AnalysisBounds>(from, "Analysis"),
            Consent = Section<ConsentPolicy>(from, "Consent"),
        };
        Positive(settings.Limits);
        Positive(settings.Policies);
        BoundsCheck.Validate(settings.Analysis);
        settings.Consent.Validate();
        return settings;
    }

    private static string? Text(IConfiguration from, string name) =>
        string.IsNullOrWhiteSpace(from[name]) ? null : from[name]!.Trim();

    private static string[] Urls(string? text)
    {
        var urls = (string.IsNullOrWhiteSpace(text)
            ? "http://127.0.0.1:8080"
            : text).Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var url in urls)
        {
            if (!Uri.TryCreate(url.Replace("*", "any").Replace("+", "any"), UriKind.Absolute, out var uri)
                || uri.Scheme is not ("http" or "https"))
                throw new SettingException(
                    "TIMBRE_URLS", $"\"{url}\" is not an address to listen on; write for example http://127.0.0.1:8080.");
        }

        return urls;
    }

    private static string? Key(string? key) =>
        key is { Length: < 16 } || key?.Any(c => c is <= ' ' or > '~' or '"' or ',') == true
            ? throw new SettingException(
                "TIMBRE_API_KEY", "a key has at least 16 characters, printable ASCII without spaces, quotes and commas.")
            : key;

    private static string? Postgres(string? text)
    {
        if (text is null)
            return null;
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is null ? throw new ArgumentException("it names no Host") : text;
        }
        catch (ArgumentException)
        {
            throw new SettingException(
                "TIMBRE_DATABASE",
                "is not a PostgreSQL connection string; write for example Host=127.0.0.1;Database=timbre;Username=timbre;Password=...");
        }
    }

    private static string? Company(string? text) =>
        text is { Length: > 200 } ? throw new SettingException("TIMBRE_COMPANY", "a company's name has at most 200 characters.") : text;

    private static Uri? PublicUrl(string? text) =>
        text is null ? null
        : Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri
        : throw new SettingException("TIMBRE_PUBLIC_URL", $"\"{text}\" is not an http or https address.");

    private static VocoderKind Vocoder(string? text) => text?.ToLowerInvariant() switch
    {
        null => VoiceEngine.DefaultVocoder,
        "neural" => VocoderKind.Neural,
        "parametric" => VocoderKind.Parametric,
        _ => throw new SettingException("TIMBRE_VOCODER", $"\"{text}\" is not a vocoder; there are neural and parametric."),
    };

    private static string Networks(string text)
    {
        foreach (var part in text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!IPNetwork.TryParse(part, out _) && !IPAddress.TryParse(part, out _))
                throw new SettingException(
                    "TIMBRE_ALLOW_NETWORKS", $"\"{part}\" is not a network; write for example 127.0.0.0/8, 10.1.0.0/16.");
        }

        return text;
    }

    private static bool Flag(IConfiguration from, string name) => Text(from, name)?.ToLowerInvariant() switch
    {
        null or "false" or "0" or "no" => false,
        "true" or "1" or "yes" => true,
        _ => throw new SettingException(name, "is true or false."),
    };

    private static T Section<T>(IConfiguration from, string name) where T : new()
    {
        var section = from.GetSection(name);
        var known = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (section.GetChildren().FirstOrDefault(child => !known.Contains(child.Key)) is { } unknown)
            throw new SettingException($"{name}:{unknown.Key}", $"does not exist; there are {string.Join(", ", known)}.");
        try
        {
            return section.Get<T>() ?? new T();
        }
        catch (InvalidOperationException wrong)
        {
            throw new SettingException(name, wrong.Message);
        }
    }

    private static void Positive<T>(T section)
    {
        foreach (var property in typeof(T).GetProperties())
        {
            if (Convert.ToDouble(property.GetValue(section)) is < 0 or double.NaN or double.PositiveInfinity)
                throw new SettingException($"{typeof(T).Name}:{property.Name}", "is a number of 0 or more.");
        }
    }
}

/// <summary>A setting that stops the server; the message is one sentence that names it.</summary>
public sealed class SettingException(string name, string what) : Exception($"The setting {name}: {what}");
