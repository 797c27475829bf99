using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Messaging;
using Vedette.Platform.Outbound;
using Vedette.Platform.Pictures;
using Vedette.Platform.Storage;
using Vedette.Platform.Telemetry;
using Vedette.Platform.Web;

namespace Vedette.Platform.Hosting;

/// <summary>Composes one process from the chosen modules. The host program and the tests start the same thing.</summary>
public static class VedetteApplication
{
    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(20);

    /// <summary>Builds the process; start it with <c>RunAsync</c> or <c>StartAsync</c>.</summary>
    /// <param name="options">What it is started with.</param>
    /// <param name="modules">The table of modules there are; <see cref="VedetteOptions.Modules"/> chooses from it.</param>
    /// <param name="services">Services that replace the product's own, for tests: a clock, a key source.</param>
    /// <exception cref="FaultException">An unknown module, or settings that do not fit (configuration); all faults in one message.</exception>
    public static WebApplication Create(
        VedetteOptions options, IReadOnlyList<ModuleEntry> modules, Action<IServiceCollection>? services = null)
    {
        var chosen = Choose(options.Modules, modules);
        var paths = new DataPaths(Path.GetFullPath(options.DataDirectory));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "vedette" });
        Configure(builder.Configuration, options, paths);

        var faults = new List<string>();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(paths);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(_ => new PictureDecoder());
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = ShutdownPatience;
            // A worker that dies is reported by /health/ready; it does not take the recording with it.
            host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore;
        });
        var parts = chosen.ConvertAll(module => new ModuleBuilder(module, builder.Services, builder.Configuration, faults));

        builder.AddTelemetry();
        builder.Services.AddStorage(options, paths, parts);
        builder.Services.AddAccess(options, paths);
        builder.Services.AddOutbound(builder.Configuration, faults);
        builder.AddWeb(options, chosen);
        foreach (var (module, part) in chosen.Zip(parts))
        {
            module.AddDatabase(builder.Services);
            module.Add(part);
        }

        if (faults.Count > 0)
        {
            throw new FaultException(FaultKind.Configuration, $"The settings do not fit:\n- {string.Join("\n- ", faults)}");
        }

        // After the modules: stops before their workers do, so that no event arrives at a stopped one.
        builder.Services.AddMessaging();
        services?.Invoke(builder.Services);

        var application = builder.Build();
        application.UseWeb(options);
        foreach (var module in chosen)
        {
            module.Map(application.MapModule(module.Name));
        }

        PlatformLog.Starting(
            application.Logger,
            string.Join(", ", chosen.Select(module => module.Name)),
            paths.Root,
            options.PostgresConnectionString is null ? "SQLite" : "PostgreSQL");
        return application;
    }

    /// <summary>
    /// Does one piece of work with the modules' services and databases: no worker runs and nothing is listened to. For commands
    /// such as <c>vedette index rebuild</c>.
    /// </summary>
    /// <param name="options">What a server would be started with.</param>
    /// <param name="modules">The table of modules there are; <see cref="VedetteOptions.Modules"/> chooses from it.</param>
    /// <param name="work">Gets the services; the databases are ready.</param>
    /// <param name="cancellation">Handed to <paramref name="work"/>.</param>
    /// <exception cref="FaultException">A database cannot be reached, or the settings do not fit.</exception>
    public static async Task<T> WorkAsync<T>(
        VedetteOptions options,
        IReadOnlyList<ModuleEntry> modules,
        Func<IServiceProvider, CancellationToken, Task<T>> work,
        CancellationToken cancellation)
    {
        // What a command has to say it prints; the log would only stand between.
        await using var application = Create(options, modules, services => services.AddLogging(log => log.ClearProviders()));
        foreach (var database in application.Services.GetRequiredService<ModuleDatabases>().All)
        {
            await database.MigrateAsync(application.Services.GetRequiredService<TimeProvider>(), cancellation);
        }

        return await work(application.Services, cancellation);
    }

    private static List<ModuleEntry> Choose(IReadOnlyList<string>? names, IReadOnlyList<ModuleEntry> modules)
    {
        if (names is null)
        {
            return [.. modules];
        }

        var unknown = names.Where(name => modules.All(module => module.Name != name)).ToList();
        return unknown.Count == 0
            ? [.. modules.Where(module => names.Contains(module.Name))]
            : throw new FaultException(
                FaultKind.Configuration,
                $"There is no module {string.Join(", ", unknown)}; the modules are {string.Join(", ", modules.Select(module => module.Name))}.");
    }

    private static void Configure(ConfigurationManager configuration, VedetteOptions options, DataPaths paths) => configuration
        .AddJsonFile(Path.Combine(paths.Root, "vedette.json"), optional: true, reloadOnChange: false)
        .AddEnvironmentVariables("VEDETTE_")
        .AddInMemoryCollection(options.Settings);
}
