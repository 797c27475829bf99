using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Vedette.Foundation;

namespace Vedette.Platform.Access;

/// <summary>Encrypts small secrets at rest with the keys in <c>&lt;data&gt;/keys</c>. Processes that share secrets share that folder.</summary>
public sealed class SecretProtector
{
    private readonly IDataProtectionProvider _provider;

    /// <param name="provider">Holds the keys.</param>
    public SecretProtector(IDataProtectionProvider provider) => _provider = provider;

    /// <summary>Encrypts and authenticates <paramref name="secret"/>.</summary>
    /// <param name="purpose">What it is for; the same is needed to read it back.</param>
    /// <param name="secret">The secret.</param>
    public string Protect(string purpose, string secret) => _provider.CreateProtector(purpose).Protect(secret);

    /// <summary>Reads back what <see cref="Protect"/> gave.</summary>
    /// <exception cref="FaultException">The text was altered, or the key is not in this data directory (configuration).</exception>
    public string Unprotect(string purpose, string protectedSecret)
    {
        try
        {
            return _provider.CreateProtector(purpose).Unprotect(protectedSecret);
        }
        catch (CryptographicException refused)
        {
            throw new FaultException(
                FaultKind.Configuration, "A stored secret cannot be read with the keys of this data directory.", innerException: refused);
        }
    }
}
