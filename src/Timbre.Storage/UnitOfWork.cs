using System.Data.Common;
using Dapper;

namespace Timbre.Storage;

/// <summary>A write transaction: what is done in it happens together at <see cref="Commit"/>, or not at all.</summary>
public sealed class UnitOfWork : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly SemaphoreSlim? _gate;
    private List<Action>? _afterCommit;
    private bool _disposed;

    internal UnitOfWork(DbConnection connection, DbTransaction transaction, SemaphoreSlim? writerLock)
    {
        _connection = connection;
        _transaction = transaction;
        _gate = writerLock;
    }

    /// <summary>Runs a statement; the number of rows it touched.</summary>
    public Task<int> Execute(string sql, object? parameters, CancellationToken ct) =>
        _connection.ExecuteAsync(new CommandDefinition(sql, parameters, _transaction, cancellationToken: ct));

    /// <summary>The rows of a query inside the transaction.</summary>
    public async Task<IReadOnlyList<T>> Query<T>(string sql, object? parameters, CancellationToken ct) =>
        [.. await _connection.QueryAsync<T>(new CommandDefinition(sql, parameters, _transaction, cancellationToken: ct))];

    /// <summary>The first row of a query inside the transaction, or null.</summary>
    public Task<T?> First<T>(string sql, object? parameters, CancellationToken ct) =>
        _connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, parameters, _transaction, cancellationToken: ct));

    /// <summary>
    /// The rows of a query inside the transaction, one after the other; nothing else may be asked before the reader is disposed.
    /// </summary>
    public Task<DbDataReader> Read(string sql, CancellationToken ct) =>
        _connection.ExecuteReaderAsync(new CommandDefinition(sql, null, _transaction, cancellationToken: ct));

    /// <summary>
    /// Something to do once the transaction is committed; never when it is not. It must not throw and must not matter if a crash prevents
    /// it.
    /// </summary>
    public void Afterwards(Action what) => (_afterCommit ??= []).Add(what);

    /// <summary>Makes everything permanent. Not cancellable: a half-known commit helps nobody.</summary>
    public async Task Commit()
    {
        await _transaction.CommitAsync(CancellationToken.None);
        await Release();
        _afterCommit?.ForEach(what => what());
    }

    public async ValueTask DisposeAsync() => await Release();

    private async ValueTask Release()
    {
        if (_disposed)
            return;

        _disposed = true;
        try
        {
            await _transaction.DisposeAsync();
            await _connection.DisposeAsync();
        }
        finally
        {
            _gate?.Release();
        }
    }
}
