using Npgsql;
using Timbre.Storage;

namespace Timbre.Server.Tests.Hosting;

/// <summary>
/// Empty databases of this version, migrated once for all tests: a server starts with a copy, and finds nothing left to migrate. The
/// processes of the crash tests begin with no database at all.
/// </summary>
internal static class MigratedDatabases
{
    private static readonly Lazy<Task<byte[]>> SqliteFile = new(MigrateSqlite);
    private static readonly Lazy<Task<string>> PostgresTemplate = new(MigratePostgres);

    /// <summary>Puts a SQLite file into the folder of a server that has not started yet.</summary>
    public static async Task CopySqlite(string dataFolder) =>
        await File.WriteAllBytesAsync(Path.Combine(dataFolder, "timbre.db"), await SqliteFile.Value);

    /// <summary>Makes a PostgreSQL database, which whoever asked for it drops.</summary>
    public static async Task<(string Name, string Connection)> CreatePostgres()
    {
        var name = "timbre_" + Guid.NewGuid().ToString("N");
        await Administer($"create database {name} template {await PostgresTemplate.Value}");
        return (name, ConnectionTo(name));
    }

    public static Task DropPostgres(string name) => Administer($"drop database {name} with (force)");

    private static async Task<byte[]> MigrateSqlite()
    {
        var folder = Directory.CreateTempSubdirectory("timbre-migrated-");
        try
        {
            var path = Path.Combine(folder.FullName, "timbre.db");
            await using (var database = Database.Sqlite(path))
            {
                await new Migrator(database).Run(default);
                Assert.True(await database.TruncateLog(default)); // all of it is in the one file
            }

            return await File.ReadAllBytesAsync(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> MigratePostgres()
    {
        var name = "timbre_migrated_" + Guid.NewGuid().ToString("N");
        await Administer($"create database {name}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => DropPostgres(name).GetAwaiter().GetResult();
        await using var database = Database.Postgres(ConnectionTo(name));
        await new Migrator(database).Run(default);
        return name;
    }

    private static string ConnectionTo(string name) => new NpgsqlConnectionStringBuilder(Admin) { Database = name }.ToString();

    private static string Admin =>
        PostgresFactAttribute.Connection ?? throw new InvalidOperationException("TIMBRE_TEST_POSTGRES is not set.");

    private static async Task Administer(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Admin);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
