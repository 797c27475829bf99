using Vedette.Media.Hub;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Quirks.Replaying;

/// <summary>What came of playing a scripted camera to its end.</summary>
internal sealed record Replay(
    IReadOnlyList<(UnitHeader Header, byte[] Bytes)> Units, SourceCounters Counters, IReadOnlyList<RtspMessage> Asked, FeedBreakCause? End, string Host)
{
    // A script is sent at once, whatever time it covers: nothing of it may be given up.
    private static readonly HubLimits All = new(TimeSpan.FromHours(1), MaxUnits: 16_384, MaxBytes: 64 << 20);

    private static readonly SourceTimeouts Patient = new() { Stall = TimeSpan.FromSeconds(20), FirstPicture = TimeSpan.FromSeconds(20) };

    public IReadOnlyList<(UnitHeader Header, byte[] Bytes)> Pictures { get; } = [.. Units.Where(unit => unit.Header.Track == StreamFormat.VideoTrack)];

    public IReadOnlyList<(UnitHeader Header, byte[] Bytes)> Sounds { get; } = [.. Units.Where(unit => unit.Header.Track == StreamFormat.AudioTrack)];

    /// <summary>What was asked with that method, in order.</summary>
    public IReadOnlyList<RtspMessage> Requests(string method) => [.. Asked.Where(request => request.Method == method)];

    /// <summary>Plays a transcript until the camera closes.</summary>
    public static Task<Replay> OfAsync(string transcript, params (string Name, string Text)[] fills) => OfAsync(Transcript.Named(transcript), fills);

    /// <summary>Every picture of a script of that many arrived, one step of 40 ms after the other, and the camera closed when it was done.</summary>
    public void HasAllPictures(int count = 10, int malformed = 0)
    {
        Assert.Equal(FeedBreakCause.Closed, End);
        Assert.Equal(count, Pictures.Count);
        Assert.True(Pictures[0].Header.IsKey);
        Assert.Equal(Enumerable.Range(0, count).Select(number => number * 3600L), Pictures.Select(picture => PresentationOf(picture.Header) - PresentationOf(Pictures[0].Header)));
        Assert.All(Pictures, picture => Assert.Equal((1280, 720), (picture.Header.Format.Video.Width, picture.Header.Format.Video.Height)));
        Assert.Equal((0, malformed, 0), (Counters.Lost, Counters.Malformed, Counters.ClockJumps));
    }

    /// <summary>The NAL units of a picture.</summary>
    public IReadOnlyList<string> NalsOf(int picture)
    {
        var nals = new List<string>();
        var rest = Pictures[picture].Bytes.AsSpan();
        while (rest.Length > 4)
        {
            var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(rest);
            nals.Add(Convert.ToHexString(rest.Slice(4, length)));
            rest = rest[(4 + length)..];
        }

        return nals;
    }

    public static long PresentationOf(UnitHeader header) => header.DecodeTicks + header.CompositionTicks;

    /// <summary>Plays a transcript until the camera closes.</summary>
    public static async Task<Replay> OfAsync(Transcript transcript, params (string Name, string Text)[] fills)
    {
        await using var camera = new ReplayedCamera(transcript, fills);
        return await OfAsync(camera, camera.Endpoint);
    }

    /// <summary>Plays a camera until it closes, or gives <paramref name="enough"/>.</summary>
    public static async Task<Replay> OfAsync(ReplayedCamera camera, SourceEndpoint endpoint, int enough = int.MaxValue)
    {
        var before = AccessUnit.Outstanding;
        var hub = new StreamHub(All);
        SourceCounters counters;
        FeedBreakCause? end = null;
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task<List<(UnitHeader, byte[])>> units;
        await using (var session = await SourceConnector.OpenAsync(endpoint, Patient, TimeProvider.System, TestContext.Current.CancellationToken))
        {
            units = ReadAsync(hub, enough, leaving);
            counters = session.Counters;
            try
            {
                await session.PumpAsync(hub, leaving.Token);
            }
            catch (SourceException lost)
            {
                end = lost.Cause;
            }
        }

        hub.End();
        var seen = await units;
        hub.Clear();
        Assert.True(AccessUnit.Outstanding <= before, "every unit is given back");
        return new Replay(seen, counters, camera.Asked, end, camera.Host);
    }

    private static async Task<List<(UnitHeader, byte[])>> ReadAsync(StreamHub hub, int enough, CancellationTokenSource leaving)
    {
        var units = new List<(UnitHeader, byte[])>();
        var cursor = hub.OpenCursor();
        while (await cursor.ReadAsync(CancellationToken.None) is { Kind: ReadingKind.Unit, Unit: { } unit })
        {
            units.Add((unit.Header, unit.Bytes.ToArray()));
            unit.Release();
            if (units.Count == enough)
            {
                await leaving.CancelAsync();
            }
        }

        return units;
    }
}
