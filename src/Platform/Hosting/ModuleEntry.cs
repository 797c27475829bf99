using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Platform.Storage;

namespace Vedette.Platform.Hosting;

/// <summary>A line of the host's table of modules.</summary>
public sealed record ModuleEntry
{
    private ModuleEntry(
        string name, Type door, Action<ModuleBuilder> add, Action<IEndpointRouteBuilder> map, Action<IServiceCollection> addDatabase) =>
        (Name, Door, Add, Map, AddDatabase) = (name, door, add, map, addDatabase);

    /// <summary>The module's name, as in <see cref="IModule.Name"/>.</summary>
    public string Name { get; }

    internal Type Door { get; }

    internal Action<ModuleBuilder> Add { get; }

    internal Action<IEndpointRouteBuilder> Map { get; }

    internal Action<IServiceCollection> AddDatabase { get; }

    /// <summary>The entry of <typeparamref name="TModule"/>.</summary>
    /// <typeparam name="TModule">The module's door.</typeparam>
    public static ModuleEntry Of<TModule>()
        where TModule : IModule =>
        new(
            TModule.Name,
            typeof(TModule),
            TModule.Add,
            TModule.Map,
            services => services.AddSingleton(provider =>
                new Database<TModule>(provider.GetRequiredService<ModuleDatabases>().Of(TModule.Name))));
}
