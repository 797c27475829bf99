using System.Net;
using Vedette.Media.Rtsp;
using Vedette.Platform.Access;
using Vedette.Streams.Storage;

namespace Vedette.Streams.Restreaming;

/// <summary>Lets in who has a stream key (Basic or Digest) or an access token, and slows guessing down.</summary>
internal sealed class Doorkeeper(
    StreamKeyStore keys, OwnerStore owners, AccessNews news, SecretProtector protector, AccessTokens tokens, TimeProvider time)
{
    public const string Realm = "Vedette";

    /// <summary>Who sends an access token as the password of Basic.</summary>
    public const string TokenUsername = "token";

    // Often enough to see that a key is in use, and no write for each of the connections of a recorder with many cameras.
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    // Its own: guessing here does not lock a browser at the same address out.
    private readonly SignInThrottle _throttle = new();

    /// <summary>Null when who asks brings nothing, or nothing that is right.</summary>
    /// <param name="request">The request.</param>
    /// <param name="token">The access token of its URL; null when there is none.</param>
    /// <param name="nonce">What the connection was challenged with.</param>
    /// <param name="address">Where it comes from.</param>
    /// <param name="cancellation">The connection ends.</param>
    /// <exception cref="TooManyTriesException">There were too many wrong tries; this one was not looked at.</exception>
    /// <exception cref="Foundation.FaultException">The keys cannot be read now.</exception>
    public async Task<Admission?> AdmitAsync(
        RtspMessage request, string? token, string nonce, IPAddress address, CancellationToken cancellation)
    {
        var proof = RtspAuthorization.Read(request.Headers["Authorization"]);
        token = proof is { Username: TokenUsername, Password: { } password } ? password : proof is null ? token : null;
        if (token is null && (proof is null || !proof.IsFor(nonce)))
        {
            return null; // nothing was tried
        }

        var name = token is null ? proof!.Username : TokenUsername;
        if (_throttle.Attempt(name, address, time.GetUtcNow()) is { } wait)
        {
            throw new TooManyTriesException(wait);
        }

        var isWrong = false;
        try
        {
            var admission = token is null
                ? await ByKeyAsync(proof!, nonce, request, cancellation)
                : await tokens.ReadAsync(token, cancellation) is { } caller && caller.May(Right.Live) ? new Admission(caller, null, null) : null;
            isWrong = admission is null;
            return admission is null ? null : admission with { Caller = admission.Caller with { Address = TextOf(address) } };
        }
        finally
        {
            // Also when it could not be found out.
            if (!isWrong)
            {
                _throttle.Succeeded(name, address, time.GetUtcNow());
            }
        }
    }

    private async Task<Admission?> ByKeyAsync(RtspAuthorization proof, string nonce, RtspMessage request, CancellationToken cancellation)
    {
        if (await keys.FindAsync(proof.Username, cancellation) is not { } key
            || !proof.Proves(protector.Unprotect(StreamKey.Purpose, key.ProtectedSecret), Realm, nonce, request)
            || await OwnerOfAsync(key, cancellation) is not { } owner
            || !owner.May(Right.Live))
        {
            return null;
        }

        var now = time.GetUtcNow();
        if (key.LastUsedAt is not { } last || now - last > TouchEvery)
        {
            await keys.TouchAsync(key.Id, now, cancellation);
        }

        return new Admission(owner, key.Id, key.CameraIds?.ToHashSet());
    }

    /// <summary>The key's owner as of now; null when there is nobody any more who may do anything.</summary>
    private async Task<Caller?> OwnerOfAsync(StreamKey key, CancellationToken cancellation) =>
        await owners.FindAsync(key.Owner, cancellation) is { IsActive: true } owner
            ? news.Apply(new Caller(owner.UserId, owner.Name, owner.Roles) { Given = UserAccess.Read(owner.Grants), Version = owner.Version })
            : null;

    private static string TextOf(IPAddress address) => (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
}
