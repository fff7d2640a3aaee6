using Microsoft.Data.Sqlite;

namespace Timbre.Storage;

/// <summary>A SQLite connection that sets, each time it opens, what SQLite keeps per connection.</summary>
/// <remarks>
/// <c>secure_delete</c> overwrites what is deleted with zeros: a deleted voice must not be readable in the file.
/// <c>synchronous=FULL</c> makes a commit survive a power cut, and nothing is sorted in files elsewhere. The driver's own busy loop sleeps
/// 150 ms at a time, SQLite's starts at 1 ms.
/// </remarks>
internal sealed class TunedSqliteConnection(string connectionString) : SqliteConnection(connectionString)
{
    public override void Open()
    {
        var wasOpen = State == System.Data.ConnectionState.Open;
        base.Open();
        if (wasOpen)
            return;

        using var command = CreateCommand();
        command.CommandText =
            "pragma busy_timeout=20000; pragma secure_delete=on; pragma foreign_keys=on; pragma synchronous=full; pragma "
                + "temp_store=memory;";
        command.ExecuteNonQuery();
    }
}
