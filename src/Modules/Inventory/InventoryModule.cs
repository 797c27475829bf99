using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Contracts.Audit;
using Vedette.Contracts.Identity;
using Vedette.Contracts.Inventory;
using Vedette.Contracts.Sensing;
using Vedette.Contracts.Streams;
using Vedette.Inventory.Features;
using Vedette.Inventory.Storage;
using Vedette.Platform.Access;
using Vedette.Platform.Hosting;

namespace Vedette.Inventory;

/// <summary>Properties, rooms and the devices in them.</summary>
public sealed class InventoryModule : IModule
{
    /// <inheritdoc/>
    public static string Name => "inventory";

    /// <inheritdoc/>
    public static void Add(ModuleBuilder module)
    {
        _ = module
            .Options<InventoryOptions>()
            .Schema()
            .On<AccessChanged>((services, changed, context, cancellation) => News(services).HearAsync(
                new UserAccess(changed.UserId, changed.Version, changed.Active, changed.Username, changed.Roles, changed.Grants, changed.At), cancellation))
            .On<SignInEnded>((services, ended, context, cancellation) => News(services).HearEndedAsync(ended.SignInId, ended.At, cancellation))
            .On<UserAdded>((services, added, context, cancellation) => People(services).HandleAsync(added, cancellation))
            .On<UserUpdated>((services, updated, context, cancellation) => People(services).HandleAsync(updated, cancellation))
            .On<UserDeleted>((services, deleted, context, cancellation) => People(services).HandleAsync(deleted, context, cancellation))
            .On<AccessChanged>((services, changed, context, cancellation) => People(services).HandleAsync(changed, cancellation))
            .On<CameraOnline>((services, online, context, cancellation) => Status(services).HandleAsync(online, cancellation))
            .On<CameraSilent>((services, silent, context, cancellation) => Status(services).HandleAsync(silent, cancellation))
            .On<DeviceStatusChanged>((services, changed, context, cancellation) => Status(services).HandleAsync(changed, cancellation))
            .On<ThingDescribed>((services, described, context, cancellation) =>
                services.GetRequiredService<FollowThings>().HandleAsync(described, context, cancellation))
            .Worker<TellAnew>()
            .Emits<PropertyAdded>()
            .Emits<PropertyChanged>()
            .Emits<PropertyRemoved>()
            .Emits<RoomAdded>()
            .Emits<RoomChanged>()
            .Emits<RoomRemoved>()
            .Emits<DeviceAdded>()
            .Emits<DeviceChanged>()
            .Emits<DeviceEnabled>()
            .Emits<DeviceDisabled>()
            .Emits<DeviceRemoved>()
            .Emits<ActionRecorded>();
        _ = module.Services
            .AddSingleton<PropertyStore>()
            .AddSingleton<RoomStore>()
            .AddSingleton<DeviceStore>()
            .AddSingleton<DeviceReader>()
            .AddSingleton<DevicePlaces>()
            .AddSingleton<PlanStore>()
            .AddSingleton<PeopleStore>()
            .AddSingleton<StatusStore>()
            .AddSingleton<OlderRows>()
            .AddSingleton<PictureIntake>()
            .AddSingleton<FollowPeople>()
            .AddSingleton<FollowStatus>()
            .AddSingleton<FollowThings>();
    }

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        AddProperty.Map(routes);
        ListProperties.Map(routes);
        ChangeProperty.Map(routes);
        RemoveProperty.Map(routes);
        AddRoom.Map(routes);
        ListRooms.Map(routes);
        ChangeRoom.Map(routes);
        RemoveRoom.Map(routes);
        AddPlan.Map(routes);
        ListPlans.Map(routes);
        ShowPlan.Map(routes);
        ChangePlan.Map(routes);
        AddDevice.Map(routes);
        ListDevices.Map(routes);
        ChangeDevice.Map(routes);
        RemoveDevice.Map(routes);
    }

    private static AccessNews News(IServiceProvider services) => services.GetRequiredService<AccessNews>();

    private static FollowPeople People(IServiceProvider services) => services.GetRequiredService<FollowPeople>();

    private static FollowStatus Status(IServiceProvider services) => services.GetRequiredService<FollowStatus>();
}
