using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Identity.Tokens;
using Vedette.Platform.Access;

namespace Vedette.Identity.External;

/// <summary>Finds, or makes, the user who somebody at an identity provider is, and gives the roles the provider says.</summary>
internal sealed class ExternalUsers(ExternalLoginStore logins, UserStore users, SignInEnds ends, TimeProvider time, ILogger<ExternalUsers> log)
{
    private const int MostNames = 50;

    /// <summary>The user; null when nobody here is this person and the provider's settings let nobody new in.</summary>
    public async Task<User?> ResolveAsync(ExternalPerson person, ProviderOptions provider, string? address, CancellationToken cancellation)
    {
        var (login, deed) = (new ExternalLogin(provider.Id, person.Subject), new Deed(Deed.System, address, time.GetUtcNow()));
        var user = await logins.FindUserAsync(login, cancellation) is { } known ? await users.FindAsync(known, cancellation)
            : provider.MatchByEmail && await MatchAsync(person, login, deed, cancellation) is { } matched ? matched
            : provider.CreateUsers ? await CreateAsync(person, login, deed, cancellation)
            : null;
        if (user is null || person.Roles is not { } roles || roles.SequenceEqual(user.Roles))
        {
            return user;
        }

        // The last administrator stays one, whatever the provider says: somebody must be able to put things right.
        var (_, changed) = await users.ChangeAsync(user.Id, new UserChange(null, null, null, null, roles, null), deed, cancellation);
        return changed ?? user;
    }

    private async Task<User?> MatchAsync(ExternalPerson person, ExternalLogin login, Deed deed, CancellationToken cancellation)
    {
        if (person.Email is not { } email || await users.FindByNameAsync(email, cancellation) is not { } user || RoleNames.IsService(user.Roles))
        {
            return null;
        }

        await ends.HearAsync(await logins.HandOverAsync(login, user.Id, deed, cancellation), deed.At);
        return await users.FindAsync(user.Id, cancellation);
    }

    private async Task<User?> CreateAsync(ExternalPerson person, ExternalLogin login, Deed deed, CancellationToken cancellation)
    {
        var (name, email) = (NameOf(person.Username), person.Email is null ? null : EmailAddress.Read(person.Email, out var wrong) is var read && wrong is null ? read : null);
        var number = 1;
        while (number <= MostNames)
        {
            var user = new User(UserId.New(), number == 1 ? name : $"{name}-{number}", null, person.Roles ?? [Roles.Member], Enabled: true)
            {
                Email = email,
                FirstName = PartOf(person.FirstName),
                LastName = PartOf(person.LastName),
            };
            switch (await users.AddAsync(user, [], deed, cancellation))
            {
                case null:
                    await logins.LinkAsync(login, user.Id, deed, cancellation);
                    IdentityLog.ExternalUserCreated(log, user.Id.ToString(), login.Provider);
                    return user;
                case Refusal.EmailTaken:
                    // Somebody else's here, and addresses are not what people are recognised by.
                    email = null;
                    break;
                default:
                    number++;
                    break;
            }
        }

        return null;
    }

    // Room for a number behind it.
    private static string NameOf(string text)
    {
        var letters = User.SignInName(text).Take(Username.MaxLength - 3)
            .Select(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '_' or '-' ? letter : '-');
        var name = string.Concat(letters).Trim('-');
        return name.Length < Username.MinLength ? $"user-{name}".TrimEnd('-') : name;
    }

    private static string PartOf(string text) => PersonName.Read(text, out var error) is var name && error is null ? name : "";
}
