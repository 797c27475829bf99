using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Identity.Tokens;
using Vedette.Platform.Access;

namespace Vedette.Identity.Features;

/// <summary>Where nobody can sign in yet, somebody must be able to.</summary>
internal sealed class CreateFirstAdministrator(
    UserStore users,
    PasswordHashing passwords,
    IConfiguration configuration,
    OperatorConsole console,
    TimeProvider time,
    ILogger<CreateFirstAdministrator> log)
{
    public const string Username = "admin";

    // VEDETTE_ADMIN_PASSWORD in the environment: Platform reads VEDETTE_* into the configuration.
    public const string PasswordSetting = "ADMIN_PASSWORD";

    /// <summary>Creates the administrator when there is no user at all.</summary>
    /// <exception cref="FaultException">The given password is too short or too long (configuration).</exception>
    public async Task HandleAsync(CancellationToken cancellation)
    {
        if (await users.AnyAsync(cancellation))
        {
            return;
        }

        var given = configuration[PasswordSetting];
        if (!string.IsNullOrEmpty(given) && PasswordPolicy.Error(given) is { } error)
        {
            throw new FaultException(FaultKind.Configuration, $"VEDETTE_ADMIN_PASSWORD cannot be used: {error}");
        }

        var password = string.IsNullOrEmpty(given) ? PasswordPolicy.Generate() : given;
        var administrator = new User(UserId.New(), Username, passwords.Hash(password), [Roles.Administrator], Enabled: true);
        if (await users.AddAsync(administrator, [], new Deed(Deed.System, Address: null, time.GetUtcNow()), cancellation) is not null)
        {
            return;
        }

        IdentityLog.FirstAdministratorCreated(log, Username);
        if (string.IsNullOrEmpty(given))
        {
            await console.Output.WriteLineAsync(
                $"*** First administrator: user \"{Username}\", password \"{password}\" (shown only this once; change it after signing in) ***");
            await console.Output.FlushAsync(cancellation);
        }
    }
}
