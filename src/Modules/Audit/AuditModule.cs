using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Audit.Features;
using Vedette.Audit.Storage;
using Vedette.Contracts.Audit;
using Vedette.Contracts.Identity;
using Vedette.Platform.Access;
using Vedette.Platform.Hosting;

namespace Vedette.Audit;

/// <summary>The log of who did, saw, exported or deleted what: each entry carries the hash of all before it.</summary>
public sealed class AuditModule : IModule
{
    /// <inheritdoc/>
    public static string Name => "audit";

    /// <inheritdoc/>
    public static void Add(ModuleBuilder module)
    {
        _ = module
            .Schema()
            .Worker<HeadKeeper>()
            .On<ActionRecorded>((services, recorded, context, cancellation) =>
                services.GetRequiredService<ActionStore>().AppendAsync(recorded, cancellation))
            .On<UserAdded>((services, added, context, cancellation) =>
                services.GetRequiredService<PeopleStore>().PutAsync(added.UserId, added.Username, cancellation))
            .On<UserUpdated>((services, updated, context, cancellation) =>
                services.GetRequiredService<PeopleStore>().PutAsync(updated.UserId, updated.Username, cancellation))
            .On<AccessChanged>((services, changed, context, cancellation) => services.GetRequiredService<AccessNews>().HearAsync(
                new UserAccess(changed.UserId, changed.Version, changed.Active, changed.Username, changed.Roles, changed.Grants, changed.At), cancellation))
            .On<SignInEnded>((services, ended, context, cancellation) =>
                services.GetRequiredService<AccessNews>().HearEndedAsync(ended.SignInId, ended.At, cancellation));
        _ = module.Services
            .AddSingleton<ActionStore>()
            .AddSingleton<ActionReader>()
            .AddSingleton<PeopleStore>()
            .AddSingleton<HeadNotes>()
            .AddSingleton<ChainCheck>();
    }

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        ListActions.Map(routes);
        ExportActions.Map(routes);
        VerifyChain.Map(routes);
    }
}
