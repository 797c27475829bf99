using Microsoft.Extensions.DependencyInjection;
using Vedette.Platform.Hosting;
using Vedette.Platform.Messaging;

namespace Vedette.Platform.Storage;

internal static class StorageHosting
{
    public static void AddStorage(
        this IServiceCollection services, VedetteOptions options, DataPaths paths, IReadOnlyList<ModuleBuilder> modules)
    {
        services.AddSingleton(modules);
        services.AddSingleton<BusMetrics>();
        services.AddSingleton(provider => new ModuleDatabases(
            options, paths, modules, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<BusMetrics>()));
        // First of all hosted parts: the tables stand before any worker starts.
        services.AddHostedService<SchemaWorker>();
    }
}
