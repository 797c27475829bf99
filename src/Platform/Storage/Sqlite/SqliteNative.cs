using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Vedette.Platform.Storage.Sqlite;

/// <summary>
/// The one place that makes Microsoft.Data.Sqlite 10 run on SQLitePCLRaw 2.0.6 and the operating system's own SQLite
/// (docs/decisions/0010). Microsoft.Data.Sqlite asks for assembly version 2.1 of SQLitePCLRaw.core, which .NET does not satisfy with a
/// lower one by itself: the first handler hands out 2.0.6, where only the loading of extensions is missing. The managed provider asks
/// for a bundled "e_sqlite3": the second handler answers with libsqlite3, so that security fixes come with the system's updates.
/// </summary>
internal static class SqliteNative
{
    private const string CoreAssembly = "SQLitePCLRaw.core";

    // Modules set up their databases at the same time: whoever comes second waits until the first is done.
    private static readonly Lazy<bool> Registered = new(static () =>
    {
        AssemblyLoadContext.Default.Resolving += static (context, name) =>
            name is { Name: CoreAssembly, Version: not null } ? context.LoadFromAssemblyName(new AssemblyName(CoreAssembly)) : null;
        RegisterProvider();
        return true;
    });

    public static void Register() => _ = Registered.Value;

    // Kept apart: its body must not be compiled before the handler above is in place.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RegisterProvider()
    {
        NativeLibrary.SetDllImportResolver(
            typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly,
            static (name, _, _) => name == "e_sqlite3" ? NativeLibrary.Load("libsqlite3.so.0") : 0);
        SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_e_sqlite3());
        // Nobody reads its statistics of memory, which every allocation of every connection would take one lock for.
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }
}
