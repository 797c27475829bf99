using System.Net;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Platform.Access;

namespace Vedette.Identity.Tokens;

/// <summary>Turns API keys into access tokens, for this process and, by <c>POST /token/exchange</c>, for others.</summary>
internal sealed class ApiKeyExchange(
    ApiKeyStore keys, UserStore users, AccessIssuer access, Sightings sightings, Refusals refusals, TimeProvider time) : IApiKeyExchange
{
    private const string Sighting = "identity.signed-in-by-api-key";

    // A key that is used all day asks four times an hour in each process; the table need not be written each time.
    private static readonly TimeSpan Noted = TimeSpan.FromMinutes(1);

    public async ValueTask<ApiKeyToken?> ExchangeAsync(string key, IPAddress? address, CancellationToken ct)
    {
        var (now, from) = (time.GetUtcNow(), (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString());
        if (key.Length != ApiKey.Characters || await keys.FindByHashAsync(ApiKey.HashOf(key), ct) is not { } stored)
        {
            return await RefuseAsync(null, "Unknown API key.", from, now, ct);
        }

        if (!stored.IsGoodAt(now))
        {
            return await RefuseAsync(stored, "Expired", from, now, ct);
        }

        if (await users.FindAsync(stored.UserId, ct) is not { Enabled: true } user)
        {
            return await RefuseAsync(stored, "The user is switched off", from, now, ct);
        }

        await NoteAsync(stored, from, now, ct);
        var (token, lifetime) = await access.IssueAsync(user, stored.Id, now, stored.ExpiresAt, ct);
        return new ApiKeyToken(token, now + lifetime);
    }

    private async Task<ApiKeyToken?> RefuseAsync(StoredApiKey? key, string why, string? address, DateTimeOffset now, CancellationToken ct)
    {
        await refusals.NoteAsync(
            "api-key-refused", key?.UserId, key is null ? why : $"{why}: {key.Name} ({key.Prefix}…).", address, now, ct);
        return null;
    }

    private async Task NoteAsync(StoredApiKey key, string? address, DateTimeOffset now, CancellationToken ct)
    {
        var isNews = sightings.IsNew(key.UserId.ToString(), Sighting, key.Id);
        if (!isNews && key.LastUsedAt is { } last && now - last < Noted)
        {
            return;
        }

        try
        {
            await keys.UsedAsync(key, isNews, address, now, ct);
        }
        catch (FaultException) when (isNews)
        {
            sightings.Forget(key.UserId.ToString(), Sighting, key.Id);
            throw;
        }
    }
}
