using Vedette.Foundation;
using Vedette.Identity.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;

namespace Vedette.Identity.Tokens;

/// <summary>The keys tokens are signed with: the newest signs, the earlier ones are published until their last token has died.</summary>
internal sealed class SigningKeys(SigningKeyStore store, DataPaths paths, IdentityOptions options, TimeProvider time) : IDisposable
{
    private readonly LocalSnapshot<JsonWebKeySet> _published = new(Path.Combine(paths.Keys, JsonWebKeySet.FileName));

    // Replaced as a whole; replaced signers are left to the collector, for a request may still be signing with one.
    private volatile Ring? _ring;

    /// <summary>The public keys, newest first.</summary>
    /// <exception cref="FaultException">The database has not answered yet (storage, transient).</exception>
    public JsonWebKeySet Published => Current.Public;

    private Ring Current => _ring ?? throw new FaultException(FaultKind.Storage, "The token keys are not loaded yet.", isTransient: true);

    /// <summary>Signs an access token.</summary>
    /// <exception cref="FaultException">The database has not answered yet (storage, transient).</exception>
    public string Issue(Caller caller, Guid signIn, DateTimeOffset now, TimeSpan lifetime) =>
        Current.Newest.Issue(caller, now, lifetime, signIn);

    /// <summary>Loads the keys, makes a new one when the newest is too old, drops those nobody needs, publishes the rest.</summary>
    /// <returns>The name of the key that was made, or null.</returns>
    public async Task<string?> RefreshAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var signers = await store.ListAsync(cancellation);
        var created = signers.Count == 0 || now - signers[0].CreatedAt >= options.SigningKeyLifetime ? TokenSigner.Create() : null;
        if (created is not null)
        {
            await store.AddAsync(created, now, cancellation);
            signers = [new SigningKey(created, now), .. signers];
        }

        // A key signs until the next one is made, so it is needed for one token lifetime after that; twice that for clocks.
        var retired = signers.Skip(1).Where((_, place) => now - signers[place].CreatedAt > options.AccessTokenLifetime * 2).ToList();
        await store.RemoveAsync([.. retired.Select(key => key.Signer.KeyId)], cancellation);
        var kept = signers.Except(retired).Select(key => key.Signer).ToList();
        var ring = new Ring(kept[0], new JsonWebKeySet([.. kept.Select(signer => signer.PublicKey)]));

        // Published before it signs: whoever gets a token can check it.
        await _published.SaveAsync(ring.Public, cancellation);
        _ring = ring;
        return created?.KeyId;
    }

    public void Dispose() => _published.Dispose();

    private sealed record Ring(TokenSigner Newest, JsonWebKeySet Public);
}
