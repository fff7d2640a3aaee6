using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;
using Timbre.Client;

namespace Timbre.Cli;

/// <summary>Prints things as a table for people, or as JSON for programs.</summary>
internal static class Listing
{
    public static void Json<T>(Terminal terminal, T value, JsonTypeInfo<T> type) =>
        terminal.Out.WriteLine(JsonSerializer.Serialize(value, type));

    public static void Table<T>(Terminal terminal, IEnumerable<T> rows, params (string Title, Func<T, string?> Cell)[] columns)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var (title, _) in columns)
            table.AddColumn(new TableColumn(new Spectre.Console.Text(title, new Style(decoration: Decoration.Bold))).NoWrap().PadRight(2));
        foreach (var row in rows)
            table.AddRow(columns.Select(column => new Spectre.Console.Text(column.Cell(row) ?? "-")));
        terminal.Results().Write(table);
    }

    public static string? Day(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd HH:mm");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Key))]
[JsonSerializable(typeof(IReadOnlyList<Key>))]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(IReadOnlyList<Account>))]
[JsonSerializable(typeof(WebhookSecret))]
internal sealed partial class CliJson : JsonSerializerContext;
