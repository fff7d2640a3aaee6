using System.Buffers;
using System.Data.Common;
using System.Text.Json;
using Timbre.Storage;

namespace Timbre.Server.Admin.Backups;

/// <summary>Rows as lines of JSON, in values that both databases understand.</summary>
internal static class TableDump
{
    public static async Task Write(UnitOfWork snapshot, Table table, Stream to, CancellationToken ct)
    {
        await using var rows = await snapshot.Read(
            $"select {string.Join(", ", table.Columns.Select(column => column.Name))} from {table.Name}", ct);
        var line = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(line);
        while (await rows.ReadAsync(ct))
        {
            line.ResetWrittenCount();
            json.Reset();
            json.WriteStartObject();
            for (var i = 0; i < table.Columns.Count; i++)
                Value(json, table.Columns[i], rows, i);
            json.WriteEndObject();
            await json.FlushAsync(ct);
            line.Write("\n"u8);
            await to.WriteAsync(line.WrittenMemory, ct);
        }

        await to.FlushAsync(ct);
    }

    /// <summary>
    /// Copies a dump without the rows of what is gone: those that bear or refer to an id in <paramref name="deleted"/>, to which they add
    /// their own.
    /// </summary>
    public static async Task CopyWithout(HashSet<string> deleted, Stream from, Stream to, CancellationToken ct)
    {
        using var lines = new StreamReader(from, leaveOpen: true);
        await using var remaining = new StreamWriter(to, leaveOpen: true) { NewLine = "\n" };
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            using var row = JsonDocument.Parse(line);
            var ids = row.RootElement.EnumerateObject()
                .Where(value => value.Name == "id" || value.Name.EndsWith("_id", StringComparison.Ordinal)).ToList();
            if (!ids.Exists(id => deleted.Contains(id.Value.GetString() ?? "")))
                await remaining.WriteLineAsync(line.AsMemory(), ct);
            else if (row.RootElement.TryGetProperty("id", out var rowId))
                deleted.Add(rowId.GetString()!);
        }
    }

    private static void Value(Utf8JsonWriter json, Column column, DbDataReader row, int i)
    {
        json.WritePropertyName(column.Name);
        if (row.IsDBNull(i))
            json.WriteNullValue();
        else if (column.IsBoolean)
            json.WriteBooleanValue(Convert.ToBoolean(row.GetValue(i))); // SQLite keeps them as 0 and 1
        else
            WriteKnown(json, column, row.GetValue(i));
    }

    private static void WriteKnown(Utf8JsonWriter json, Column column, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case int or long:
                json.WriteNumberValue(Convert.ToInt64(value));
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            default:
                throw new NotSupportedException($"A backup has no spelling for the {column.Type} in {column.Name}.");
        }
    }
}
