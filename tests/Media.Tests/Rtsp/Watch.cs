using Vedette.Media.Hub;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Vedette.Media.Units;

namespace Vedette.Media.Tests.Rtsp;

/// <summary>What a session delivered in a while.</summary>
/// <param name="Units">The headers of all units, in order.</param>
/// <param name="PictureBytes">The bytes of the pictures among them.</param>
/// <param name="Counters">What the session counted.</param>
/// <param name="IgnoredAudio">Sound that is there and left out.</param>
internal sealed record Watch(IReadOnlyList<UnitHeader> Units, IReadOnlyList<byte[]> PictureBytes, SourceCounters Counters, string? IgnoredAudio)
{
    public IReadOnlyList<UnitHeader> Pictures { get; } = [.. Units.Where(unit => unit.Track == StreamFormat.VideoTrack)];

    public IReadOnlyList<UnitHeader> Sounds { get; } = [.. Units.Where(unit => unit.Track == StreamFormat.AudioTrack)];

    /// <summary>Watches a camera from its first picture on.</summary>
    public static async Task<Watch> RunAsync(SourceEndpoint endpoint, TimeSpan length)
    {
        using var leaving = new CancellationTokenSource();
        await using var session = await RtspSession.OpenAsync(endpoint, new SourceTimeouts(), TimeProvider.System, CancellationToken.None);
        var hub = new StreamHub(HubLimits.Default);
        var units = ReadAsync(hub);
        leaving.CancelAfter(length);
        await session.PumpAsync(hub, leaving.Token);
        hub.End();
        var watch = new Watch([.. (await units).Select(unit => unit.Header)], [.. (await units).Select(unit => unit.Bytes).OfType<byte[]>()], session.Counters, session.IgnoredAudio);
        hub.Clear();
        return watch;
    }

    private static async Task<List<(UnitHeader Header, byte[]? Bytes)>> ReadAsync(StreamHub hub)
    {
        var units = new List<(UnitHeader, byte[]?)>();
        var cursor = hub.OpenCursor();
        while (await cursor.ReadAsync(CancellationToken.None) is { Kind: ReadingKind.Unit, Unit: { } unit })
        {
            units.Add((unit.Header, unit.IsVideo ? unit.Bytes.ToArray() : null));
            unit.Release();
        }

        return units;
    }
}
