namespace Vedette.Identity.External;

/// <summary>The identity providers of the settings, by id.</summary>
internal sealed class ProviderDirectory : IDisposable
{
    private readonly Dictionary<string, OpenIdProvider> _providers;

    public ProviderDirectory(IdentityOptions options, TimeProvider time) => _providers = options.Providers.ToDictionary(
        provider => provider.Id, provider => new OpenIdProvider(provider, NewClient(), time), StringComparer.Ordinal);

    /// <summary>In the order of the settings.</summary>
    public IEnumerable<OpenIdProvider> All => _providers.Values;

    public OpenIdProvider? Find(string id) => _providers.GetValueOrDefault(id);

    public void Dispose()
    {
        foreach (var provider in _providers.Values)
        {
            provider.Dispose();
        }
    }

    // A redirect could lead anywhere, with the client's secret in hand.
    private static HttpClient NewClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = OpenIdProvider.Patience,
        MaxResponseContentBufferSize = OpenIdProvider.MostBytes,
    };
}
