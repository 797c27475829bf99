namespace Vedette.Platform.Access;

/// <summary>A module's own knowledge of where devices are: decides who may use an endpoint about one of them.</summary>
public interface IPlaces
{
    /// <summary>What the module calls such a device in a refusal, for example <c>camera</c>.</summary>
    static abstract string Noun { get; }

    /// <summary>Where a device is; <see langword="null"/> when it is in no room or unknown.</summary>
    /// <param name="device">The device's id.</param>
    /// <param name="ct">Stops looking.</param>
    ValueTask<Place?> PlaceOfAsync(Guid device, CancellationToken ct);
}
