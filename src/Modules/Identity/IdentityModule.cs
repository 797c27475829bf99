using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Vedette.Contracts.Audit;
using Vedette.Contracts.Identity;
using Vedette.Contracts.Inventory;
using Vedette.Identity.External;
using Vedette.Identity.Features;
using Vedette.Identity.Storage;
using Vedette.Identity.Tokens;
using Vedette.Platform.Access;
using Vedette.Platform.Hosting;

namespace Vedette.Identity;

/// <summary>Who may sign in, and the tokens that say so.</summary>
public sealed class IdentityModule : IModule
{
    /// <inheritdoc/>
    public static string Name => "identity";

    /// <inheritdoc/>
    public static void Add(ModuleBuilder module)
    {
        _ = module
            .Options<IdentityOptions>()
            .Schema()
            .Worker<IdentityKeeper>()
            .On<PropertyAdded>((services, added, context, cancellation) => Places(services).HandleAsync(added, context, cancellation))
            .On<PropertyChanged>((services, changed, context, cancellation) => Places(services).HandleAsync(changed, context, cancellation))
            .On<PropertyRemoved>((services, removed, context, cancellation) => Places(services).HandleAsync(removed, context, cancellation))
            .On<RoomAdded>((services, added, context, cancellation) => Places(services).HandleAsync(added, context, cancellation))
            .On<RoomChanged>((services, changed, context, cancellation) => Places(services).HandleAsync(changed, context, cancellation))
            .On<RoomRemoved>((services, removed, context, cancellation) => Places(services).HandleAsync(removed, context, cancellation))
            .On<AccessChanged>((services, changed, context, cancellation) => services.GetRequiredService<AccessNews>().HearAsync(
                new UserAccess(changed.UserId, changed.Version, changed.Active, changed.Username, changed.Roles, changed.Grants, changed.At), cancellation))
            .On<SignInEnded>((services, ended, _, cancellation) =>
                services.GetRequiredService<AccessNews>().HearEndedAsync(ended.SignInId, ended.At, cancellation))
            .Emits<UserAdded>()
            .Emits<UserUpdated>()
            .Emits<UserDeleted>()
            .Emits<ContactsModified>()
            .Emits<GrantGiven>()
            .Emits<GrantTaken>()
            .Emits<AccessChanged>()
            .Emits<UserLoggedIn>()
            .Emits<SignInEnded>()
            .Emits<ActionRecorded>();
        _ = module.Services
            .AddSingleton<AccessChanges>()
            .AddSingleton<UserStore>()
            .AddSingleton<UserList>()
            .AddSingleton<ContactStore>()
            .AddSingleton<SettingsStore>()
            .AddSingleton<GrantStore>()
            .AddSingleton<GrantList>()
            .AddSingleton<PlaceStore>()
            .AddSingleton<FollowPlaces>()
            .AddSingleton<RegisterYourself>()
            .AddSingleton<GiveGrants>()
            .AddSingleton<SignInStore>()
            .AddSingleton<SigningKeyStore>()
            .AddSingleton<SigningKeys>()
            .AddSingleton<PasswordHashing>()
            .AddSingleton<SignInThrottle>()
            .AddSingleton<SecondFactorStore>()
            .AddSingleton<ApiKeyStore>()
            .AddSingleton<ExternalLoginStore>()
            .AddSingleton<RefusalStore>()
            .AddSingleton<Refusals>()
            .AddSingleton<SignInEnds>()
            .AddSingleton<AccessIssuer>()
            .AddSingleton<SignInDesk>()
            .AddSingleton<PasswordProof>()
            .AddSingleton<ApiKeyExchange>()
            .AddSingleton<IApiKeyExchange>(services => services.GetRequiredService<ApiKeyExchange>())
            .AddSingleton<ProviderDirectory>()
            .AddSingleton<ExternalUsers>()
            .AddSingleton<Sessions>()
            .AddSingleton<MySecondFactor>()
            .AddSingleton<ApiKeys>()
            .AddSingleton<ExchangeToken>()
            .AddSingleton<StartExternalSignIn>()
            .AddSingleton<FinishExternalSignIn>()
            .AddSingleton<CreateFirstAdministrator>()
            .AddSingleton<SignIn>()
            .AddSingleton<RefreshTokens>()
            .AddSingleton<ChangePassword>();
        module.Services.TryAddSingleton(new OperatorConsole(Console.Out));
    }

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        SignIn.Map(routes);
        RefreshTokens.Map(routes);
        ExchangeToken.Map(routes);
        SignOut.Map(routes);
        StartExternalSignIn.Map(routes);
        FinishExternalSignIn.Map(routes);
        Sessions.Map(routes);
        MySecondFactor.Map(routes);
        RemoveSecondFactorOfUser.Map(routes);
        ApiKeys.Map(routes);
        PublishKeys.Map(routes);
        ShowSignInOptions.Map(routes);
        RegisterYourself.Map(routes);
        EditSettings.Map(routes);
        CreateUser.Map(routes);
        ListUsers.Map(routes);
        ChangeUser.Map(routes);
        SetPassword.Map(routes);
        RemoveUser.Map(routes);
        ListGrants.Map(routes);
        GiveGrants.Map(routes);
        TakeGrant.Map(routes);
        ShowMe.Map(routes);
        ChangeMe.Map(routes);
        ReplaceContacts.Map(routes);
        ChangePassword.Map(routes);
    }

    private static FollowPlaces Places(IServiceProvider services) => services.GetRequiredService<FollowPlaces>();
}
