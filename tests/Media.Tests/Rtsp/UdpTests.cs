using System.Buffers.Binary;
using System.Net;
using Vedette.Media.Hub;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Xunit;

namespace Vedette.Media.Tests.Rtsp;

public sealed class UdpTests : IAsyncDisposable
{
    private static readonly SourceTimeouts Short = new() { FirstDatagram = TimeSpan.FromMilliseconds(600), Stall = TimeSpan.FromSeconds(2), FirstPicture = TimeSpan.FromSeconds(3) };

    private readonly UdpCamera _camera = new();
    private readonly StreamHub _hub = new(HubLimits.Default);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _hub.End();
        _hub.Clear();
        await _camera.DisposeAsync();
    }

    [Fact]
    public async Task Pictures_come_by_udp_in_order_and_the_camera_is_told_what_arrived()
    {
        await using var session = await OpenAsync(_camera.Endpoint);
        using var leaving = new CancellationTokenSource();
        var pump = session.PumpAsync(_hub, leaving.Token);
        Assert.Equal("RTSP over UDP", session.Transport);
        Assert.Equal(12, _camera.TakePunch()?.Length);

        await ReadPicturesAsync(600);
        byte[]? report = null;
        while ((report = _camera.TakeReport()) is not { Length: > 32 })
        {
            await Task.Delay(50, Token);
        }

        await leaving.CancelAsync();
        await pump;
        Assert.Equal((1u, 0), (BinaryPrimitives.ReadUInt32BigEndian(report.AsSpan(8)), report[12]));
        Assert.InRange(BinaryPrimitives.ReadUInt32BigEndian(report.AsSpan(16)), 100u, (uint)_camera.Sent);
        Assert.Equal("TEARDOWN", _camera.Camera.Asked[^1]);
        Assert.Equal((0, session.Counters.Packets, 1), (session.Counters.Lost, session.Counters.Video.Packets, session.Counters.Video.ReportsSent));
        Assert.True(session.Counters.DatagramBytes > 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData(";server_port=0-0")]
    [InlineData(";server_port=9-10")]
    public async Task Whatever_the_camera_says_of_its_ports_its_packets_are_taken(string said)
    {
        _camera.SaidPorts = said;
        await using var session = await OpenAsync(_camera.Endpoint);
        using var leaving = new CancellationTokenSource();
        var pump = session.PumpAsync(_hub, leaving.Token);
        await ReadPicturesAsync(50);
        await leaving.CancelAsync();
        await pump;
    }

    [Fact]
    public async Task Packets_from_other_addresses_are_not_taken()
    {
        using var stranger = UdpCamera.Bind(IPAddress.Parse("127.0.0.2"));
        _camera.Stranger = stranger;
        await using var session = await OpenAsync(_camera.Endpoint);
        using var leaving = new CancellationTokenSource();
        var pump = session.PumpAsync(_hub, leaving.Token);
        await ReadPicturesAsync(50);
        await leaving.CancelAsync();
        await pump;
        Assert.Equal((0, 0, 0), (session.Counters.Lost, session.Counters.Video.Repeated, session.Counters.Video.Late));
    }

    [Fact]
    public async Task Where_nothing_arrives_over_udp_tcp_is_taken()
    {
        _camera.IsBarred = true;
        await using var session = await OpenAsync(_camera.Endpoint);
        using var leaving = new CancellationTokenSource();
        var pump = session.PumpAsync(_hub, leaving.Token);
        await ReadPicturesAsync(20);
        await leaving.CancelAsync();
        await pump;
        Assert.Equal("RTSP over TCP", session.Transport);
        Assert.Equal(2, _camera.Camera.Asked.Count(method => method == "TEARDOWN"));
    }

    [Fact]
    public async Task A_probe_where_nothing_arrives_over_udp_goes_by_tcp()
    {
        _camera.IsBarred = true;
        _camera.Camera.Description = "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n";
        _camera.Key = FakeCamera.KeyWithSets;
        var probe = await RtspSession.ProbeAsync(_camera.Endpoint, Short, TimeProvider.System, Token);
        Assert.Equal((1280, 720), (probe.Width, probe.Height));
    }

    [Fact]
    public async Task A_camera_that_refuses_tcp_is_asked_for_udp()
    {
        _camera.RefusesTcp = true;
        await using var session = await OpenAsync(_camera.Endpoint with { Transport = SourceTransport.Auto });
        using var leaving = new CancellationTokenSource();
        var pump = session.PumpAsync(_hub, leaving.Token);
        await ReadPicturesAsync(20);
        await leaving.CancelAsync();
        await pump;
        Assert.Equal("RTSP over UDP", session.Transport);

        Assert.Equal(FeedBreakCause.Refused, (await FailsAsync(_camera.Endpoint with { Transport = SourceTransport.Tcp })).Cause);
        _camera.IsBarred = true;
        Assert.Equal(FeedBreakCause.Stalled, (await FailsAsync(_camera.Endpoint with { Transport = SourceTransport.Auto })).Cause);
    }

    [Fact]
    public async Task A_camera_that_falls_silent_over_udp_is_stalled()
    {
        await using var session = await OpenAsync(_camera.Endpoint);
        var pump = session.PumpAsync(_hub, Token);
        await ReadPicturesAsync(20);
        _camera.IsBarred = true;
        Assert.Equal(FeedBreakCause.Stalled, (await Assert.ThrowsAsync<SourceException>(() => pump)).Cause);
    }

    private static Task<RtspSession> OpenAsync(SourceEndpoint endpoint) => RtspSession.OpenAsync(endpoint, Short, TimeProvider.System, Token);

    private static Task<SourceException> FailsAsync(SourceEndpoint endpoint) => Assert.ThrowsAsync<SourceException>(() => OpenAsync(endpoint));

    /// <summary>Reads pictures, each 10 ms after the one before: none is missing, none is forged.</summary>
    private async Task ReadPicturesAsync(int count)
    {
        var cursor = _hub.OpenCursor();
        long last = -1;
        for (var read = 0; read < count; read++)
        {
            var reading = await cursor.ReadAsync(Token);
            Assert.Equal(ReadingKind.Unit, reading.Kind);
            var shown = reading.Unit!.Header.DecodeTicks + reading.Unit.Header.CompositionTicks;
            Assert.Equal(last < 0 ? shown : last + 900, shown);
            last = shown;
            reading.Unit.Release();
        }
    }
}
