using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Vedette.Contracts.Audit;
using Vedette.Contracts.Identity;
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
            .Emits<UserAdded>()
            .Emits<UserLoggedIn>()
            .Emits<ActionRecorded>();
        _ = module.Services
            .AddSingleton<UserStore>()
            .AddSingleton<SignInStore>()
            .AddSingleton<SigningKeyStore>()
            .AddSingleton<SigningKeys>()
            .AddSingleton<PasswordHashing>()
            .AddSingleton<SignInThrottle>()
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
        SignOut.Map(routes);
        PublishKeys.Map(routes);
        ShowMe.Map(routes);
        ChangePassword.Map(routes);
    }
}
