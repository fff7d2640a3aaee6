using System.Data;
using System.Text.Json;
using Dapper;
using Timbre.Server.Jobs;
using Timbre.Storage;

namespace Timbre.Server.Admin.Backups;

/// <summary>Lines of JSON as rows of a table that is empty.</summary>
internal sealed class TableLoad(UnitOfWork unit, Table table, RestoredBlobs blobs)
{
    private readonly Dictionary<string, Column> _columns = table.Columns.ToDictionary(column => column.Name);
    private readonly string _insert =
        $"insert into {table.Name} ({string.Join(
            ", ", table.Columns.Select(column =>
                column.Name))}) values ({string.Join(", ", table.Columns.Select(column => "@" + column.Name))})";

    public async Task Read(Stream rows, CancellationToken ct)
    {
        using var lines = new StreamReader(rows, leaveOpen: true);
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            using var row = JsonDocument.Parse(line);
            await unit.Execute(_insert, Values(row.RootElement), ct);
        }
    }

    private DynamicParameters Values(JsonElement row)
    {
        var values = new DynamicParameters();
        var count = 0;
        foreach (var value in row.EnumerateObject())
        {
            if (!_columns.TryGetValue(value.Name, out var column))
                throw BackupCheck.Damaged($"its table {table.Name} has a column of no such version");
            values.Add(column.Name, Value(column, value.Value), TypeOf(column));
            count++;
        }

        return count == _columns.Count ? values : throw BackupCheck.Damaged($"a row of its table {table.Name} is not whole");
    }

    private object? Value(Column column, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.Number => TypeOf(column) == DbType.Double ? value.GetDouble() : value.GetInt64(),
        JsonValueKind.String when column.NamesBlob => blobs.Renamed(value.GetString()!),
        JsonValueKind.String when table.Name == "jobs" && column.Name == "state" && value.GetString() == JobState.Running =>
            JobState.Queued, // nobody is at it any more
        JsonValueKind.String => value.GetString(),
        _ => throw BackupCheck.Damaged($"its table {table.Name} holds what no column holds"),
    };

    private static DbType TypeOf(Column column) => column.Type switch
    {
        "boolean" => DbType.Boolean,
        "double precision" => DbType.Double,
        "bigint" or "integer" => DbType.Int64,
        _ => DbType.String,
    };
}
