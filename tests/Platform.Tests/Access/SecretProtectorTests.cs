using Microsoft.Extensions.DependencyInjection;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Hosting;
using Vedette.Platform.Tests.Modules;
using Vedette.Support;

namespace Vedette.Platform.Tests.Access;

public sealed class SecretProtectorTests
{
    [Fact]
    public async Task A_secret_is_readable_after_a_restart_for_its_purpose_only()
    {
        using var folder = new TemporaryFolder();
        string kept;
        await using (var host = await StartAsync(folder))
        {
            kept = host.Services.GetRequiredService<SecretProtector>().Protect("cameras", "s3cret");
            Assert.DoesNotContain("s3cret", kept, StringComparison.Ordinal);
        }

        await using var again = await StartAsync(folder);
        var protector = again.Services.GetRequiredService<SecretProtector>();
        Assert.Equal("s3cret", protector.Unprotect("cameras", kept));
        Assert.Equal(FaultKind.Configuration, Assert.Throws<FaultException>(() => protector.Unprotect("other", kept)).Kind);
        Assert.Throws<FaultException>(() => protector.Unprotect("cameras", "nonsense"));
    }

    private static Task<ModuleHost> StartAsync(TemporaryFolder folder) =>
        ModuleHost.StartAsync([ModuleEntry.Of<WritersModule>()], adjust: options => options with { DataDirectory = folder.Path });
}
