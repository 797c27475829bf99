using Vedette.Contracts.Inventory;

namespace Vedette.Streams.Publishing;

/// <summary>Somebody's use of a feed, which keeps it connected until disposed.</summary>
/// <param name="wanted">The stream that was asked for.</param>
/// <param name="instead">The stream that is always connected and serves while the wanted one cannot be had; null when there is no other.</param>
internal sealed class FeedUse(CameraFeed wanted, CameraFeed? instead) : IDisposable
{
    private readonly IDisposable _demand = wanted.Demand.Take();

    public CameraFeed Wanted => wanted;

    /// <summary>What to read now. It changes when the wanted stream fails or is back; <see cref="FeedChanges"/> tells.</summary>
    public CameraFeed Feed => instead is { IsFailing: false } && wanted.IsFailing ? instead : wanted;

    public StreamChoice Choice => Feed.Choice;

    public void Dispose() => _demand.Dispose();
}
