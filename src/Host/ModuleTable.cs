using Vedette.Audit;
using Vedette.Identity;
using Vedette.Inventory;
using Vedette.Platform.Hosting;
using Vedette.Recording;
using Vedette.Sensing;
using Vedette.Streams;

namespace Vedette.Host;

/// <summary>Every module the program has, in the order they start; they stop in the reverse order.</summary>
internal static class ModuleTable
{
    public static IReadOnlyList<ModuleEntry> All { get; } =
    [
        ModuleEntry.Of<AuditModule>(),
        ModuleEntry.Of<IdentityModule>(),
        ModuleEntry.Of<InventoryModule>(),
        ModuleEntry.Of<StreamsModule>(),
        ModuleEntry.Of<RecordingModule>(),
        ModuleEntry.Of<SensingModule>(),
    ];
}
