using Vedette.Contracts.Sensing;

namespace Vedette.Sensing.Watching;

/// <summary>How a thing stands, as viewers are told.</summary>
internal sealed record StandingMessage(
    string Type, DeviceStatus? Status, DateTimeOffset? StatusSince, DateTimeOffset? LastOnline, bool? Enabled, string? LastError, long LeftOut)
{
    public static StandingMessage Of(ThingState state) => new(
        "status", state.Standing.Status, state.Standing.Since, state.Standing.LastOnline, state.Enabled, state.LastError, state.LeftOut);
}
