using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Vedette.Identity.Domain;

namespace Vedette.Identity.Tokens;

/// <summary>Slow hashes, few at a time: a flood of sign-ins must not take the processor from the cameras.</summary>
internal sealed class PasswordHashing : IDisposable
{
    public const string MeterName = "vedette.identity";

    public const string ChecksName = "vedette.identity.password_checks";

    private readonly PasswordHasher<User> _hasher;

    private readonly string _nobodysHash;

    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));

    private readonly Meter _meter;

    private readonly Counter<long> _checks;

    public PasswordHashing(IdentityOptions options, IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _checks = _meter.CreateCounter<long>(ChecksName, description: "Passwords hashed to check them, right or wrong, known user or not.");
        _hasher = new PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = options.PasswordIterations }));
        _nobodysHash = Hash(PasswordPolicy.Generate());
    }

    public string Hash(string password) => _hasher.HashPassword(null!, password);

    /// <summary>Hashes a new password when it is its turn.</summary>
    public async Task<string> HashAsync(string password, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation);
        try
        {
            return Hash(password);
        }
        finally
        {
            _ = _turns.Release();
        }
    }

    /// <summary>
    /// Checks a password. For a user who does not exist it takes as long and always fails, so that the answer tells nothing
    /// about who exists.
    /// </summary>
    public async Task<PasswordVerificationResult> VerifyAsync(string? hash, string password, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation);
        try
        {
            var isPossible = hash is not null && password.Length <= PasswordPolicy.MaxLength;
            var result = _hasher.VerifyHashedPassword(null!, hash ?? _nobodysHash, isPossible ? password : "");
            _checks.Add(1);
            return isPossible ? result : PasswordVerificationResult.Failed;
        }
        finally
        {
            _ = _turns.Release();
        }
    }

    public void Dispose()
    {
        _meter.Dispose();
        _turns.Dispose();
    }
}
