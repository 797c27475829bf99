using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Vedette.Foundation;
using Vedette.Platform.Messaging;

namespace Vedette.Platform.Hosting;

/// <summary>What a module's door fills in: options, schema, subscriptions, events, workers. Reads as the module's table of contents.</summary>
public sealed class ModuleBuilder
{
    private readonly ModuleEntry _entry;
    private readonly List<string> _faults;

    internal ModuleBuilder(ModuleEntry entry, IServiceCollection services, IConfiguration configuration, List<string> faults) =>
        (_entry, Services, Configuration, _faults) = (entry, services, configuration, faults);

    /// <summary>The module's name.</summary>
    public string Name => _entry.Name;

    /// <summary>The services of the process.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The whole configuration; the module's own section has the module's name.</summary>
    public IConfiguration Configuration { get; }

    internal Type Door => _entry.Door;

    internal bool KeepsRows { get; private set; }

    internal List<Subscription> Subscriptions { get; } = [];

    internal HashSet<Type> Emitted { get; } = [];

    /// <summary>
    /// Reads <typeparamref name="TOptions"/> from the section of the module's name: validated by its data annotations, unknown keys refused,
    /// and injectable as itself. All faults of all modules are reported together when the process starts.
    /// </summary>
    /// <typeparam name="TOptions">A record with a parameterless constructor and defaults.</typeparam>
    public ModuleBuilder Options<TOptions>()
        where TOptions : class, new()
    {
        Services.AddSingleton(OptionsSection.Read<TOptions>(Configuration, Name, _faults));
        return this;
    }

    /// <summary>
    /// Gives the module a database of its own, with the tables of the embedded <c>Storage/Migrations/NNNN_name.sql</c> of its assembly;
    /// <c>NNNN_name.sqlite.sql</c> and <c>NNNN_name.postgres.sql</c> are used on that database only.
    /// </summary>
    public ModuleBuilder Schema()
    {
        KeepsRows = true;
        return this;
    }

    /// <summary>
    /// Handles the events <typeparamref name="TEvent"/>: at least once, in order per subject. The handler must be able to take the same
    /// event again.
    /// </summary>
    /// <typeparam name="TEvent">A record of the contracts.</typeparam>
    public ModuleBuilder On<TEvent>(Func<IServiceProvider, TEvent, EventContext, CancellationToken, Task> handler)
        where TEvent : IDomainEvent
    {
        KeepsRows = true;
        Subscriptions.Add(Subscription.Of(handler));
        return this;
    }

    /// <summary>Says that the module emits <typeparamref name="TEvent"/>; emitting an event that was not declared fails.</summary>
    /// <typeparam name="TEvent">A record of the contracts.</typeparam>
    public ModuleBuilder Emits<TEvent>()
        where TEvent : IDomainEvent
    {
        KeepsRows = true;
        Emitted.Add(typeof(TEvent));
        return this;
    }

    /// <summary>Runs <typeparamref name="TWorker"/> with the process; it can also be injected. Workers stop in reverse order.</summary>
    /// <typeparam name="TWorker">The worker.</typeparam>
    public ModuleBuilder Worker<TWorker>()
        where TWorker : class, IHostedService
    {
        Services.AddSingleton<TWorker>();
        Services.AddSingleton<IHostedService>(services => services.GetRequiredService<TWorker>());
        return this;
    }
}
