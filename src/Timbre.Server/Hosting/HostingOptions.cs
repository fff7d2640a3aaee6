using Npgsql;
using Timbre.Server.Configuration;
using Timbre.Storage;

namespace Timbre.Server.Hosting;

/// <summary>Where the server listens and stores.</summary>
/// <param name="Urls">The addresses to listen on.</param>
/// <param name="DataFolder">Absolute path.</param>
/// <param name="PostgresConnection">A connection string; null is SQLite in the data folder.</param>
internal sealed record HostingOptions(IReadOnlyList<string> Urls, string DataFolder, string? PostgresConnection)
{
    /// <exception cref="SettingException">A setting cannot be used; the message names it.</exception>
    public static HostingOptions Read(SettingsReader settings) => new(
        ReadUrls(settings.Text("TIMBRE_URLS") ?? "http://127.0.0.1:8080"),
        Path.GetFullPath(settings.Text("TIMBRE_DATA") ?? "data"),
        Postgres(settings.Text("TIMBRE_DATABASE")));

    public Database OpenDatabase() =>
        PostgresConnection is null ? Database.Sqlite(Path.Combine(DataFolder, "timbre.db")) : Database.Postgres(PostgresConnection);

    private static string[] ReadUrls(string text)
    {
        var urls = text.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var url in urls)
        {
            if (!Uri.TryCreate(url.Replace("*", "any").Replace("+", "any"), UriKind.Absolute, out var uri)
                || uri.Scheme is not ("http" or "https"))
                throw new SettingException(
                    "TIMBRE_URLS", $"\"{url}\" is not an address to listen on; write for example http://127.0.0.1:8080.");
        }

        return urls;
    }

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
}
