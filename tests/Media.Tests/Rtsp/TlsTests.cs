using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Vedette.Media.Codecs.H264;
using Vedette.Media.Hub;
using Vedette.Media.Rtp;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Xunit;

namespace Vedette.Media.Tests.Rtsp;

public sealed class TlsTests(TlsTests.Certificates certificates) : IClassFixture<TlsTests.Certificates>, IAsyncDisposable
{
    private static readonly SourceTimeouts Short = new() { Response = TimeSpan.FromSeconds(2), Stall = TimeSpan.FromSeconds(2) };

    private readonly FakeCamera _camera = new() { Certificate = certificates.OfCamera };
    private readonly StreamHub _hub = new(HubLimits.Default);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _hub.End();
        _hub.Clear();
        await _camera.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_camera_whose_certificate_is_pinned_or_vouched_for_plays(bool isPinned)
    {
        const int pictures = 200;
        _camera.Play = async (stream, leaving) => await stream.WriteAsync(Large(pictures), leaving);
        var trust = isPinned
            ? new ServerTrust(PinnedSha256: certificates.OfCamera.GetCertHashString(HashAlgorithmName.SHA256))
            : new ServerTrust(AuthorityPem: certificates.Authority.ExportCertificatePem());
        await using var session = await RtspSession.OpenAsync(_camera.Endpoint with { Trust = trust }, Short, TimeProvider.System, Token);
        Assert.Equal("RTSPS over TCP", session.Transport);

        var lost = await Assert.ThrowsAsync<SourceException>(() => session.PumpAsync(_hub, Token));
        Assert.Equal((FeedBreakCause.Closed, (long)pictures, 0L), (lost.Cause, session.Counters.Units, session.Counters.Lost));
    }

    [Fact]
    public async Task A_certificate_nobody_vouches_for_is_refused_before_anything_is_said_and_its_fingerprint_told()
    {
        var refused = await FailsAsync(_camera.Endpoint);
        Assert.Equal(FeedBreakCause.UntrustedCertificate, refused.Cause);
        Assert.Contains("no authority", refused.Message, StringComparison.Ordinal);
        Assert.Contains(certificates.OfCamera.GetCertHashString(HashAlgorithmName.SHA256), refused.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(_camera.Asked);
    }

    [Fact]
    public async Task Another_certificate_than_the_pinned_one_or_of_another_authority_is_refused()
    {
        using var other = TestCertificates.Authority("other");
        using var expired = TestCertificates.Issue(certificates.Authority, new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(
            FeedBreakCause.UntrustedCertificate, (await FailsAsync(_camera.Endpoint with { Trust = new ServerTrust(PinnedSha256: new string('a', 64)) })).Cause);
        Assert.Equal(
            FeedBreakCause.UntrustedCertificate, (await FailsAsync(_camera.Endpoint with { Trust = new ServerTrust(AuthorityPem: other.ExportCertificatePem()) })).Cause);
        _camera.Certificate = expired;
        Assert.Equal(
            FeedBreakCause.UntrustedCertificate,
            (await FailsAsync(_camera.Endpoint with { Trust = new ServerTrust(AuthorityPem: certificates.Authority.ExportCertificatePem()) })).Cause);
        Assert.Empty(_camera.Asked);
    }

    [Fact]
    public async Task A_camera_that_speaks_something_else_or_nothing_is_told()
    {
        await using var plain = new FakeCamera();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        Assert.Equal(FeedBreakCause.Unreachable, (await FailsAsync(At(((IPEndPoint)silent.LocalEndpoint).Port))).Cause);

        using var chatty = new TcpListener(IPAddress.Loopback, 0);
        chatty.Start();
        var serving = Task.Run(
            async () =>
            {
                using var client = await chatty.AcceptTcpClientAsync(Token);
                await client.GetStream().WriteAsync("RTSP/1.0 400 Bad Request\r\n\r\n"u8.ToArray(), Token);
                await Task.Delay(500, Token);
            },
            Token);
        Assert.Equal(FeedBreakCause.Refused, (await FailsAsync(At(((IPEndPoint)chatty.LocalEndpoint).Port))).Cause);
        await serving;
    }

    [Fact]
    public async Task What_is_to_be_encrypted_never_goes_over_udp()
    {
        _camera.Answer = request => request.Method == "SETUP" ? RtspMessage.Answer(request, 461, "Unsupported Transport") : null;
        var trust = new ServerTrust(AuthorityPem: certificates.Authority.ExportCertificatePem());
        foreach (var transport in (SourceTransport[])[SourceTransport.Auto, SourceTransport.Udp])
        {
            _camera.Asked.Clear();
            Assert.Equal(FeedBreakCause.Refused, (await FailsAsync(_camera.Endpoint with { Trust = trust, Transport = transport })).Cause);
            Assert.Equal(1, _camera.Asked.Count(method => method == "SETUP"));
        }
    }

    private static SourceEndpoint At(int port) => new(new Uri($"rtsps://127.0.0.1:{port}/"), null, null);

    private static Task<SourceException> FailsAsync(SourceEndpoint endpoint) =>
        Assert.ThrowsAsync<SourceException>(() => RtspSession.OpenAsync(endpoint, Short, TimeProvider.System, Token));

    /// <summary>Pictures of 50 kB: more than TLS and the sockets hold at a time.</summary>
    private static ReadOnlyMemory<byte> Large(int count)
    {
        var wire = new ArrayBufferWriter<byte>();
        var packetizer = new H264Packetizer(new RtpPacketWriter(0, 96, 1));
        for (var picture = 0; picture < count; picture++)
        {
            var nal = new byte[50_000];
            Random.Shared.NextBytes(nal);
            nal[0] = 0x65;
            packetizer.Write([0, 0, (byte)(nal.Length >> 8), (byte)nal.Length, .. nal], (uint)(picture * 3600), wire);
        }

        return wire.WrittenMemory;
    }

    /// <summary>Made once: keys take their time.</summary>
    public sealed class Certificates : IDisposable
    {
        public Certificates() => OfCamera = TestCertificates.Issue(Authority);

        public X509Certificate2 Authority { get; } = TestCertificates.Authority("authority");

        public X509Certificate2 OfCamera { get; }

        public void Dispose()
        {
            Authority.Dispose();
            OfCamera.Dispose();
        }
    }
}
