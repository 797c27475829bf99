using System.Net;
using Vedette.Platform.Hosting;
using Vedette.Support;

namespace Vedette.Sensing.Tests;

/// <summary>The module on its own.</summary>
public sealed class SensingModuleTests
{
    [Fact]
    public async Task It_starts_alone_and_is_ready()
    {
        await using var host = await ModuleHost.StartAsync([ModuleEntry.Of<SensingModule>()]);
        using var http = host.Client();

        using var reply = await http.GetAsync("/health/ready", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }
}
