using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Contracts.Audit;
using Vedette.Contracts.Inventory;
using Vedette.Inventory.Features;
using Vedette.Inventory.Storage;
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
            .Emits<PropertyAdded>()
            .Emits<RoomAdded>()
            .Emits<DeviceAdded>()
            .Emits<DeviceChanged>()
            .Emits<DeviceEnabled>()
            .Emits<DeviceDisabled>()
            .Emits<DeviceRemoved>()
            .Emits<ActionRecorded>();
        _ = module.Services
            .AddSingleton<PropertyStore>()
            .AddSingleton<RoomStore>()
            .AddSingleton<DeviceStore>();
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
        AddDevice.Map(routes);
        ListDevices.Map(routes);
        ChangeDevice.Map(routes);
        RemoveDevice.Map(routes);
    }
}
