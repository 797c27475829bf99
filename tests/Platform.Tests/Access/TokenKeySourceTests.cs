using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Vedette.Platform.Access;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;
using Vedette.Platform.Web;
using Vedette.Support;

namespace Vedette.Platform.Tests.Access;

public sealed class TokenKeySourceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_file_is_read_again_when_it_changes()
    {
        using var folder = new TemporaryFolder();
        var paths = new DataPaths(folder.Path);
        var time = new ManualTime();
        using var first = TokenSigner.Create();
        using var second = TokenSigner.Create();
        using var file = new LocalSnapshot<JsonWebKeySet>(Path.Combine(paths.Keys, JsonWebKeySet.FileName));
        var source = new FileTokenKeys(paths, time, NullLogger<FileTokenKeys>.Instance);

        Assert.Null(await source.FindAsync(first.KeyId, Ct));
        await file.SaveAsync(new JsonWebKeySet([first.PublicKey]), Ct);
        Assert.NotNull(await source.FindAsync(first.KeyId, Ct));
        await file.SaveAsync(new JsonWebKeySet([first.PublicKey, second.PublicKey]), Ct);
        Assert.NotNull(await source.FindAsync(second.KeyId, Ct));

        // A key that is taken out is forgotten within seconds; a damaged file changes nothing.
        await file.SaveAsync(new JsonWebKeySet([second.PublicKey]), Ct);
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Null(await source.FindAsync(first.KeyId, Ct));
        await File.WriteAllTextAsync(Path.Combine(paths.Keys, JsonWebKeySet.FileName), "{", Ct);
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.NotNull(await source.FindAsync(second.KeyId, Ct));
    }

    [Fact]
    public async Task Over_HTTP_keys_are_kept_and_strangers_cannot_make_it_ask_often()
    {
        using var signer = TokenSigner.Create();
        var time = new ManualTime();
        var identity = new Identity { Keys = new JsonWebKeySet([signer.PublicKey]) };
        using var source = new HttpTokenKeys(new HttpClient(identity), new Uri("http://identity/jwks"), time, NullLogger<HttpTokenKeys>.Instance);

        Assert.NotNull(await source.FindAsync(signer.KeyId, Ct));
        for (var i = 0; i < 100; i++)
        {
            Assert.Null(await source.FindAsync($"made up {i}", Ct));
        }

        Assert.Equal(1, identity.Asked);

        // A new key is found after the quiet time; what is known stays when Identity is gone.
        using var next = TokenSigner.Create();
        identity.Keys = new JsonWebKeySet([signer.PublicKey, next.PublicKey]);
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.NotNull(await source.FindAsync(next.KeyId, Ct));
        identity.Keys = null;
        time.Advance(TimeSpan.FromHours(1));
        Assert.NotNull(await source.FindAsync(signer.KeyId, Ct));
        Assert.Equal(3, identity.Asked);
    }

    private sealed class Identity : HttpMessageHandler
    {
        public JsonWebKeySet? Keys { get; set; }

        public int Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            return Keys is null
                ? Task.FromException<HttpResponseMessage>(new HttpRequestException("gone"))
                : Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = JsonContent.Create(Keys, options: new JsonSerializerOptions(WireFormat.Json)) });
        }
    }
}
