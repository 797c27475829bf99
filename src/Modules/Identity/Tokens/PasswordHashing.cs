using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Vedette.Identity.Domain;

namespace Vedette.Identity.Tokens;

/// <summary>
/// Slow hashes, few at a time and on threads of their own: a flood of sign-ins must take neither the processor from the cameras nor the
/// pool's threads from other requests.
/// </summary>
internal sealed class PasswordHashing : IDisposable
{
    public const string MeterName = "vedette.identity";

    public const string ChecksName = "vedette.identity.password_checks";

    public const string RunningName = "vedette.identity.password_hashes_running";

    /// <summary>So many hashes at once, whoever asks.</summary>
    public static readonly int MostAtOnce = Math.Max(1, Environment.ProcessorCount / 2);

    private readonly PasswordHasher<User> _hasher;

    private readonly string _nobodysHash;

    private readonly SemaphoreSlim _turns = new(MostAtOnce);

    private readonly Meter _meter;

    private readonly Counter<long> _checks;

    private readonly UpDownCounter<int> _running;

    public PasswordHashing(IdentityOptions options, IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _checks = _meter.CreateCounter<long>(ChecksName, description: "Passwords hashed to check them, right or wrong, known user or not.");
        _running = _meter.CreateUpDownCounter<int>(RunningName, description: "Passwords being hashed right now.");
        _hasher = new PasswordHasher<User>(Options.Create(new PasswordHasherOptions { IterationCount = options.PasswordIterations }));
        _nobodysHash = Hash(PasswordPolicy.Generate());
    }

    public string Hash(string password) => _hasher.HashPassword(null!, password);

    /// <summary>Hashes a new password when it is its turn.</summary>
    public Task<string> HashAsync(string password, CancellationToken cancellation) => InTurnAsync(() => Hash(password), cancellation);

    /// <summary>
    /// Checks a password. For a user who does not exist it takes as long and always fails, so that the answer tells nothing
    /// about who exists.
    /// </summary>
    public async Task<PasswordVerificationResult> VerifyAsync(string? hash, string password, CancellationToken cancellation)
    {
        var isPossible = hash is not null && password.Length <= PasswordPolicy.MaxLength;
        var result = await InTurnAsync(() => _hasher.VerifyHashedPassword(null!, hash ?? _nobodysHash, isPossible ? password : ""), cancellation);
        _checks.Add(1);
        return isPossible ? result : PasswordVerificationResult.Failed;
    }

    public void Dispose()
    {
        _meter.Dispose();
        _turns.Dispose();
    }

    private async Task<T> InTurnAsync<T>(Func<T> hash, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation);
        try
        {
            return await Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            _ = _turns.Release();
        }

        T Run()
        {
            _running.Add(1);
            try
            {
                return hash();
            }
            finally
            {
                _running.Add(-1);
            }
        }
    }
}
