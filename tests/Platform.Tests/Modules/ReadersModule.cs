using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Platform.Hosting;

namespace Vedette.Platform.Tests.Modules;

/// <summary>A small module that listens; what it does with an event is up to the test's <see cref="Desk"/>.</summary>
internal sealed class ReadersModule : IModule
{
    public static string Name => "readers";

    public static void Add(ModuleBuilder module) => module
        .On<NoteWritten>((services, note, context, ct) => services.GetRequiredService<Desk>().ReadAsync(note, context, ct));

    public static void Map(IEndpointRouteBuilder routes)
    {
        // Only listens.
    }
}
