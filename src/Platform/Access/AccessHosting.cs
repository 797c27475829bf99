using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vedette.Platform.Hosting;

namespace Vedette.Platform.Access;

internal static class AccessHosting
{
    public static void AddAccess(this IServiceCollection services, VedetteOptions options, DataPaths paths)
    {
        services.AddSingleton<TokenVerifier>();
        services.AddSingleton<ApiKeyTokens>();
        services.AddSingleton<Sightings>();
        services.AddSingleton(provider => new AccessNews(
            Path.Combine(paths.Databases, "access-news.json"), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<AccessNews>>()));
        services.AddSingleton(provider => new AccessLeases(
            provider.GetRequiredService<TokenVerifier>(), provider.GetRequiredService<AccessNews>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new AccessTokens(provider.GetRequiredService<TokenVerifier>()));
        if (options.JwksUrl is { } url)
        {
            services.AddSingleton<ITokenKeySource>(provider => new HttpTokenKeys(
                new HttpClient(), new Uri(url), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<HttpTokenKeys>>()));
            services.AddSingleton<IApiKeyExchange>(provider => new HttpApiKeyExchange(
                new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }), new Uri(url), provider.GetRequiredService<TimeProvider>()));
        }
        else
        {
            services.AddSingleton<ITokenKeySource, FileTokenKeys>();
        }

        services.AddAuthentication(BearerTokens.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, BearerTokens>(BearerTokens.SchemeName, null);
        services.AddAuthorization(authorization =>
            authorization.FallbackPolicy = authorization.DefaultPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());

        services.AddDataProtection().SetApplicationName("vedette").PersistKeysToFileSystem(new DirectoryInfo(paths.Keys));
        services.AddSingleton(provider => new SecretProtector(provider.GetRequiredService<IDataProtectionProvider>()));
    }
}
