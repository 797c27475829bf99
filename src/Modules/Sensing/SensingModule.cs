using Microsoft.AspNetCore.Routing;
using Vedette.Contracts.Audit;
using Vedette.Contracts.Sensing;
using Vedette.Platform.Hosting;

namespace Vedette.Sensing;

/// <summary>Talks to W3C Web of Things devices: what they are, whether they answer, what they measure, what they are told to do.</summary>
public sealed class SensingModule : IModule
{
    /// <inheritdoc/>
    public static string Name => "sensing";

    /// <inheritdoc/>
    public static void Add(ModuleBuilder module) => _ = module
        .Schema()
        .Emits<MeasurementReceived>()
        .Emits<DeviceStatusChanged>()
        .Emits<ActionRecorded>();

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
    }
}
