using Npgsql;
using Timbre.Server.Tests.Hosting;

namespace Timbre.Server.Tests.Crash;

/// <summary>A PostgreSQL database that goes when it is no longer needed.</summary>
internal sealed class ScratchDatabase : IAsyncDisposable
{
    private readonly string _name;

    private ScratchDatabase(string name, string connection) => (_name, Connection) = (name, connection);

    public string Connection { get; }

    public static async Task<ScratchDatabase> Create()
    {
        var name = "timbre_" + Guid.NewGuid().ToString("N");
        await Run($"create database {name}");
        return new ScratchDatabase(
            name, new NpgsqlConnectionStringBuilder(PostgresFactAttribute.Connection) { Database = name }.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Run($"drop database {_name} with (force)");
    }

    private static async Task Run(string sql)
    {
        await using var source = NpgsqlDataSource.Create(PostgresFactAttribute.Connection!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
