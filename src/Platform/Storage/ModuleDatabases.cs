using Vedette.Platform.Hosting;
using Vedette.Platform.Messaging;
using Vedette.Platform.Storage.Postgres;
using Vedette.Platform.Storage.Sqlite;

namespace Vedette.Platform.Storage;

/// <summary>The databases of the modules of this process.</summary>
internal sealed class ModuleDatabases : IAsyncDisposable
{
    private const string PlatformOwner = "platform";
    private readonly Dictionary<string, ModuleDatabase> _byModule;

    public ModuleDatabases(
        VedetteOptions options, DataPaths paths, IReadOnlyList<ModuleBuilder> modules, TimeProvider time, BusMetrics metrics)
    {
        DapperTypes.Register();
        _byModule = modules.Where(module => module.KeepsRows).ToDictionary(module => module.Name, Create);

        ModuleDatabase Create(ModuleBuilder module)
        {
            IStorageEngine engine = options.PostgresConnectionString is { } connection
                ? new PostgresEngine(connection, module.Name)
                : new SqliteEngine(Path.Combine(paths.Databases, $"{module.Name}.db"));
            return new ModuleDatabase(
                module.Name,
                engine,
                [
                    .. Migration.In(typeof(ModuleDatabases).Assembly, "Messaging", PlatformOwner, engine.Dialect),
                    .. Migration.In(module.Door.Assembly, "Storage", module.Name, engine.Dialect),
                ],
                new Outbox(module.Name, module.Emitted, engine, time, metrics));
        }
    }

    public IReadOnlyCollection<ModuleDatabase> All => _byModule.Values;

    public ModuleDatabase Of(string module) => _byModule.GetValueOrDefault(module)
        ?? throw new InvalidOperationException($"The module {module} has no database: add .Schema() to its door.");

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _byModule.Values)
        {
            await database.DisposeAsync();
        }
    }
}
