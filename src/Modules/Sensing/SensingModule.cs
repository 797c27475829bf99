using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Contracts.Audit;
using Vedette.Contracts.Identity;
using Vedette.Contracts.Inventory;
using Vedette.Contracts.Sensing;
using Vedette.Platform.Access;
using Vedette.Platform.Hosting;
using Vedette.Sensing.Discovering;
using Vedette.Sensing.Features;
using Vedette.Sensing.Roster;
using Vedette.Sensing.Storage;
using Vedette.Sensing.Viewing;
using Vedette.Sensing.Watching;

namespace Vedette.Sensing;

/// <summary>Talks to W3C Web of Things devices: what they are, whether they answer, what they measure, what they are told to do.</summary>
public sealed class SensingModule : IModule
{
    /// <inheritdoc/>
    public static string Name => "sensing";

    /// <inheritdoc/>
    public static void Add(ModuleBuilder module)
    {
        _ = module
            .Options<SensingOptions>()
            .Schema()
            .On<DeviceAdded>((services, added, _, cancellation) => Follow(services).HandleAsync(added.Device, cancellation))
            .On<DeviceChanged>((services, changed, _, cancellation) => Follow(services).HandleAsync(changed.Device, cancellation))
            .On<DeviceEnabled>((services, enabled, _, cancellation) => Follow(services).HandleAsync(enabled.Device, cancellation))
            .On<DeviceDisabled>((services, disabled, _, cancellation) => Follow(services).HandleAsync(disabled.Device, cancellation))
            .On<DeviceRemoved>((services, removed, _, cancellation) => Follow(services).HandleAsync(removed, cancellation))
            .On<AccessChanged>((services, changed, _, cancellation) => services.GetRequiredService<AccessNews>().HearAsync(
                new UserAccess(changed.UserId, changed.Version, changed.Active, changed.Username, changed.Roles, changed.Grants, changed.At), cancellation))
            .On<SignInEnded>((services, ended, _, cancellation) =>
                services.GetRequiredService<AccessNews>().HearEndedAsync(ended.SignInId, ended.At, cancellation))
            .Emits<MeasurementReceived>()
            .Emits<DeviceStatusChanged>()
            .Emits<ThingDescribed>()
            .Emits<ActionRecorded>()
            .Worker<SensingNews>()
            .Worker<ThingWatches>();
        _ = module.Services
            .AddSingleton<ThingRoster>()
            .AddSingleton<ThingPlaces>()
            .AddSingleton<RosterStore>()
            .AddSingleton<StandingStore>()
            .AddSingleton<ThingDesk>()
            .AddSingleton<ThingDeeds>()
            .AddSingleton<ThingTopics>()
            .AddSingleton<ServiceSearch>()
            .AddSingleton<DirectoryListing>()
            .AddSingleton<FollowInventory>();
    }

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        InspectThing.Map(routes);
        DiscoverThings.Map(routes);
        ListThings.Map(routes);
        UseThing.Map(routes);
        WatchThing.Map(routes);
    }

    private static FollowInventory Follow(IServiceProvider services) => services.GetRequiredService<FollowInventory>();
}
