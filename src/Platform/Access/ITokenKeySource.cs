namespace Vedette.Platform.Access;

/// <summary>Where the public keys of tokens come from: a file written by Identity on this machine, or Identity over HTTP.</summary>
public interface ITokenKeySource
{
    /// <summary>The key of that name, or <see langword="null"/> when there is none. Must be quick: it is asked on every request.</summary>
    ValueTask<TokenKey?> FindAsync(string keyId, CancellationToken ct);
}
