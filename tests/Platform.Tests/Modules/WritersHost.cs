using Vedette.Platform.Hosting;
using Vedette.Support;

namespace Vedette.Platform.Tests.Modules;

/// <summary>One running writers module for all tests of a class.</summary>
public sealed class WritersHost : IAsyncLifetime
{
    private ModuleHost? _host;

    public ModuleHost Host => _host ?? throw new InvalidOperationException("Not started yet.");

    public async ValueTask InitializeAsync() => _host = await ModuleHost.StartAsync([ModuleEntry.Of<WritersModule>()]);

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
