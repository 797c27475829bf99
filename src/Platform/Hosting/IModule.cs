using Microsoft.AspNetCore.Routing;

namespace Vedette.Platform.Hosting;

/// <summary>A bounded context of the product: its own tables, endpoints, subscriptions and workers. One door per module implements it.</summary>
public interface IModule
{
    /// <summary>
    /// The name, lower case (<c>recording</c>): the route <c>/api/recording</c>, the schema or database file, the options section and
    /// the OpenAPI document.
    /// </summary>
    static abstract string Name { get; }

    /// <summary>Registers what the module consists of.</summary>
    static abstract void Add(ModuleBuilder module);

    /// <summary>Maps the endpoints. <paramref name="routes"/> is the group <c>/api/&lt;name&gt;</c>: authenticated unless an endpoint says otherwise.</summary>
    static abstract void Map(IEndpointRouteBuilder routes);
}
