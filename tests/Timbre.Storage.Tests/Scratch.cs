using Npgsql;

namespace Timbre.Storage.Tests;

/// <summary>The databases that a test runs on: always SQLite, PostgreSQL where ./test.sh has started one.</summary>
public sealed class DatabasesAttribute : Xunit.Sdk.DataAttribute
{
    public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod) =>
        Scratch.Server is null ? [["sqlite"]] : [["sqlite"], ["postgres"]];
}

/// <summary>An empty database, and a folder, that go when they are no longer needed.</summary>
internal sealed class Scratch : IAsyncDisposable
{
    private readonly string? _name;

    private Scratch(Database database, string folder, string? name) => (Database, Folder, _name) = (database, folder, name);

    public static string? Server { get; } = Environment.GetEnvironmentVariable("TIMBRE_TEST_POSTGRES") is { Length: > 0 } text
        ? text
        : null;

    public Database Database { get; }

    public string Folder { get; }

    public static async Task<Scratch> Create(string kind)
    {
        var folder = Directory.CreateTempSubdirectory("timbre-storage-").FullName;
        if (kind == "sqlite")
            return new Scratch(Database.Sqlite(Path.Combine(folder, "test.db")), folder, null);

        var name = "timbre_" + Guid.NewGuid().ToString("N");
        await Administer($"create database {name}");
        return new Scratch(Database.Postgres(new NpgsqlConnectionStringBuilder(Server) { Database = name }.ToString()), folder, name);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        if (_name is not null)
            await Administer($"drop database {_name} with (force)");
    }

    private static async Task Administer(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Server!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
