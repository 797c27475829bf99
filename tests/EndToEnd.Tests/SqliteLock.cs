using System.Runtime.InteropServices;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>Another program that holds a SQLite file's write lock, as a backup tool or a database browser does.</summary>
internal sealed partial class SqliteLock : IDisposable
{
    private nint _database;

    private SqliteLock(nint database) => _database = database;

    public static SqliteLock Hold(string file)
    {
        Assert.True(File.Exists(file), $"There is no database {file}.");
        Assert.Equal(0, Open(file, out var database));
        var held = new SqliteLock(database);
        held.Execute("pragma busy_timeout = 10000");
        held.Execute("begin exclusive");
        return held;
    }

    public void Dispose()
    {
        if (_database != 0)
        {
            Execute("rollback");
            Assert.Equal(0, Close(_database));
            _database = 0;
        }
    }

    private void Execute(string sql) => Assert.Equal(0, Execute(_database, sql, 0, 0, 0));

    [LibraryImport("libsqlite3.so.0", EntryPoint = "sqlite3_open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string file, out nint database);

    [LibraryImport("libsqlite3.so.0", EntryPoint = "sqlite3_exec", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Execute(nint database, string sql, nint callback, nint argument, nint error);

    [LibraryImport("libsqlite3.so.0", EntryPoint = "sqlite3_close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(nint database);
}
