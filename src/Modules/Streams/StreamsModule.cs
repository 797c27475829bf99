using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Contracts.Audit;
using Vedette.Contracts.Identity;
using Vedette.Contracts.Inventory;
using Vedette.Contracts.Streams;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;
using Vedette.Streams.Capturing;
using Vedette.Streams.Features;
using Vedette.Streams.Onvif;
using Vedette.Streams.Publishing;
using Vedette.Streams.Restreaming;
using Vedette.Streams.Roster;
using Vedette.Streams.Storage;
using Vedette.Streams.Viewing;
using Vedette.Streams.Viewing.Hls;
using Vedette.Streams.Viewing.Stills;
using Vedette.Streams.Viewing.Transcoding;

namespace Vedette.Streams;

/// <summary>Connects to cameras, keeps one feed for each, and shows it live.</summary>
public sealed class StreamsModule : IModule
{
    /// <inheritdoc/>
    public static string Name => "streams";

    /// <inheritdoc/>
    public static void Add(ModuleBuilder module)
    {
        _ = module
            .Options<StreamsOptions>()
            .Schema()
            .On<DeviceAdded>((services, added, _, cancellation) => Follow(services).HandleAsync(added.Device, cancellation))
            .On<DeviceChanged>((services, changed, _, cancellation) => Follow(services).HandleAsync(changed.Device, cancellation))
            .On<DeviceEnabled>((services, enabled, _, cancellation) => Follow(services).HandleAsync(enabled.Device, cancellation))
            .On<DeviceDisabled>((services, disabled, _, cancellation) => Follow(services).HandleAsync(disabled.Device, cancellation))
            .On<DeviceRemoved>((services, removed, _, cancellation) => Follow(services).HandleAsync(removed, cancellation))
            .On<AccessChanged>((services, changed, _, cancellation) => services.GetRequiredService<FollowUsers>().HandleAsync(changed, cancellation))
            .On<SignInEnded>((services, ended, _, cancellation) => services.GetRequiredService<FollowUsers>().HandleAsync(ended, cancellation))
            .On<UserDeleted>((services, deleted, _, cancellation) => services.GetRequiredService<FollowUsers>().HandleAsync(deleted, cancellation))
            .Emits<CameraOnline>()
            .Emits<CameraSilent>()
            .Emits<MotionChanged>()
            .Emits<ActionRecorded>()
            .Worker<CameraNews>()
            .Worker<CaptureWorker>()
            .Worker<RosterReader>()
            .Worker<RestreamServer>()
            .Worker<MotionWorker>()
            .Worker<StreamsMeters>();
        _ = module.Services
            .AddSingleton(provider => new CameraRoster(
                new LocalSnapshot<List<KnownCamera>>(Path.Combine(provider.GetRequiredService<DataPaths>().Databases, "streams-roster.json"))))
            .AddSingleton<RosterStore>()
            .AddSingleton<CameraPlaces>()
            .AddSingleton<CameraAccess>()
            .AddSingleton<OwnerStore>()
            .AddSingleton<FollowUsers>()
            .AddSingleton<LayoutStore>()
            .AddSingleton<FeedChanges>()
            .AddSingleton<FeedDirectory>()
            .AddSingleton<IStreamDirectory>(provider => provider.GetRequiredService<FeedDirectory>())
            .AddSingleton<CameraEndpoint>()
            .AddSingleton<Transcodes>()
            .AddSingleton<LiveViews>()
            .AddSingleton<HlsViews>()
            .AddSingleton<StillViews>()
            .AddSingleton<StreamKeyStore>()
            .AddSingleton<Doorkeeper>()
            .AddSingleton<CameraCatalogue>()
            .AddSingleton<WatchLog>()
            .AddSingleton<RestreamPacer>()
            .AddSingleton<OnvifCameras>()
            .AddSingleton<OnvifStandings>()
            .AddSingleton<PtzDesk>()
            .AddSingleton<FollowInventory>();
    }

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        GetCameras.Map(routes);
        WatchLive.Map(routes);
        WatchHls.Map(routes);
        GetStill.Map(routes);
        WatchEvents.Map(routes);
        ProbeCamera.Map(routes);
        ListStreamKeys.Map(routes);
        CreateStreamKey.Map(routes);
        DeleteStreamKey.Map(routes);
        DiscoverOnvif.Map(routes);
        ProbeOnvif.Map(routes);
        GetPtz.Map(routes);
        MovePtz.Map(routes);
        EditPresets.Map(routes);
        GetDiagnostics.Map(routes);
        ReadLayouts.Map(routes);
        EditLayouts.Map(routes);
    }

    private static FollowInventory Follow(IServiceProvider services) => services.GetRequiredService<FollowInventory>();
}
