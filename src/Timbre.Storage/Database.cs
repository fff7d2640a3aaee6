using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Timbre.Storage;

/// <summary>The one database: SQLite in a file, or PostgreSQL.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly string _connectionString;
    private readonly NpgsqlDataSource? _postgres;
    private readonly SemaphoreSlim _writer = new(1, 1);

    static Database() => DateTimeOffsetHandler.Register();

    private Database(Dialect dialect, string connectionString, NpgsqlDataSource? postgres)
    {
        Dialect = dialect;
        _connectionString = connectionString;
        _postgres = postgres;
    }

    /// <summary>Which of the two it is.</summary>
    public Dialect Dialect { get; }

    /// <summary>A database in the file <paramref name="path"/>, which is made when it is not there.</summary>
    public static Database Sqlite(string path)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30, Pooling = true }.ToString();
        return new Database(Dialect.Sqlite, text, null);
    }

    /// <summary>A database on a PostgreSQL server.</summary>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public static Database Postgres(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        return new Database(Dialect.Postgres, builder.ToString(), NpgsqlDataSource.Create(builder));
    }

    /// <summary>A connection that is not open yet, for a library that opens its own (Quartz).</summary>
    public DbConnection CreateConnection() =>
        _postgres is null ? new TunedSqliteConnection(_connectionString) : _postgres.CreateConnection();

    /// <summary>A connection to read with.</summary>
    public async Task<DbConnection> Connect(CancellationToken ct)
    {
        var connection = CreateConnection();
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A transaction to write in. On SQLite writers take turns; on PostgreSQL rows are locked where a statement says so.</summary>
    public async Task<UnitOfWork> Begin(CancellationToken ct)
    {
        var writerLock = Dialect == Dialect.Sqlite ? _writer : null;
        if (writerLock is not null)
            await writerLock.WaitAsync(ct);
        try
        {
            var connection = await Connect(ct);
            try
            {
                return new UnitOfWork(connection, await connection.BeginTransactionAsync(ct), writerLock);
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }
        catch
        {
            writerLock?.Release();
            throw;
        }
    }

    /// <summary>A transaction to read in that sees one moment, however long it takes, and that keeps no writer waiting.</summary>
    public async Task<UnitOfWork> Snapshot(CancellationToken ct)
    {
        var connection = await Connect(ct);
        try
        {
            var transaction = connection is SqliteConnection sqlite
                ? sqlite.BeginTransaction(deferred: true)
                : await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
            return new UnitOfWork(connection, transaction, writerLock: null);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Rows of a query outside a transaction.</summary>
    public async Task<IReadOnlyList<T>> Query<T>(string sql, object? parameters, CancellationToken ct)
    {
        await using var connection = await Connect(ct);
        return [.. await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: ct))];
    }

    /// <summary>The first row of a query outside a transaction, or null.</summary>
    public async Task<T?> First<T>(string sql, object? parameters, CancellationToken ct)
    {
        await using var connection = await Connect(ct);
        return await connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: ct));
    }

    /// <summary>
    /// Moves SQLite's write-ahead log into the file and empties it, so that nothing deleted stays in it. Does nothing on PostgreSQL.
    /// </summary>
    /// <returns>False when a reader was in the way; try again later.</returns>
    public async Task<bool> TruncateLog(CancellationToken ct)
    {
        if (Dialect != Dialect.Sqlite)
            return true;

        await _writer.WaitAsync(ct);
        try
        {
            await using var connection = await Connect(ct);
            return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                "pragma wal_checkpoint(truncate)", cancellationToken: ct)) == 0;
        }
        finally
        {
            _writer.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        else
        {
            await using var connection = new SqliteConnection(_connectionString);
            SqliteConnection.ClearPool(connection);
        }

        _writer.Dispose();
    }
}
