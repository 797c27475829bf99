using Vedette.Media.Hub;
using Vedette.Media.Sources;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Sources;

/// <summary>Watches any source through the one door there is, until it has seen enough or the source ends.</summary>
internal sealed class SourceWatch
{
    private SourceWatch(IReadOnlyList<(UnitHeader Header, byte[] Bytes)> units, ICameraSession session, SourceException? end) =>
        (Units, Counters, Transport, End) = (units, session.Counters, session.Transport, end);

    public IReadOnlyList<(UnitHeader Header, byte[] Bytes)> Units { get; }

    public IReadOnlyList<(UnitHeader Header, byte[] Bytes)> Pictures => [.. Units.Where(unit => unit.Header.Track == StreamFormat.VideoTrack)];

    public IReadOnlyList<(UnitHeader Header, byte[] Bytes)> Sounds => [.. Units.Where(unit => unit.Header.Track == StreamFormat.AudioTrack)];

    public SourceCounters Counters { get; }

    public string Transport { get; }

    /// <summary>How the source ended by itself, or null.</summary>
    public SourceException? End { get; }

    public static SourceEndpoint Endpoint(string url, string? username = null, string? password = null) => new(new Uri(url), username, password);

    public static async Task<SourceWatch> RunAsync(SourceEndpoint endpoint, int pictures, SourceTimeouts? timeouts = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var session = await SourceConnector.OpenAsync(endpoint, timeouts ?? new SourceTimeouts(), TimeProvider.System, cancellation);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        leaving.CancelAfter(TimeSpan.FromMinutes(1));
        var hub = new StreamHub(HubLimits.Default);
        var reading = ReadAsync(hub, pictures, leaving);
        SourceException? end = null;
        try
        {
            await session.PumpAsync(hub, leaving.Token);
        }
        catch (SourceException ended)
        {
            end = ended;
        }

        hub.End();
        var units = await reading;
        hub.Clear();
        return new SourceWatch(units, session, end);
    }

    private static async Task<List<(UnitHeader, byte[])>> ReadAsync(StreamHub hub, int pictures, CancellationTokenSource leaving)
    {
        var units = new List<(UnitHeader, byte[])>();
        var cursor = hub.OpenCursor();
        while (await cursor.ReadAsync(CancellationToken.None) is { Kind: ReadingKind.Unit, Unit: { } unit })
        {
            units.Add((unit.Header, unit.Bytes.ToArray()));
            pictures -= unit.IsVideo ? 1 : 0;
            unit.Release();
            if (pictures == 0)
            {
                await leaving.CancelAsync();
            }
        }

        return units;
    }
}
