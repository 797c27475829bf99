using Microsoft.Data.Sqlite;
using Xunit;

namespace Vedette.Recording.Tests.Rig;

/// <summary>Another program holds the database file exclusively, as a backup or a human with a shell may.</summary>
internal static class DatabaseLock
{
    public static async Task<IAsyncDisposable> TakeAsync(RecordingHost host)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(host.DataDirectory, "databases", "recording.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "begin exclusive";
        _ = await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }
}
