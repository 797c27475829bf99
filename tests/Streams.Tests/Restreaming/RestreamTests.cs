using System.Security.Cryptography;
using Vedette.Media.Hub;
using Vedette.Media.Rtp;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Vedette.Simulator;
using Vedette.Simulator.Clips;
using Xunit;

namespace Vedette.Streams.Tests.Restreaming;

public sealed class RestreamTests
{
    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    [Theory]
    [InlineData(ClipVideo.H264, ClipAudio.None)]
    [InlineData(ClipVideo.H264, ClipAudio.Aac)]
    [InlineData(ClipVideo.H265, ClipAudio.Pcmu)]
    [InlineData(ClipVideo.Mjpeg, ClipAudio.Opus)]
    public async Task What_a_client_gets_is_bit_for_bit_what_the_camera_sent(ClipVideo video, ClipAudio audio)
    {
        await using var rig = await RestreamRig.StartAsync(audio, ClipShape.Small with { Video = video });
        var (_, username, secret) = await rig.KeyAsync();
        var sent = ReadAsync(rig.Feed.Hub.OpenCursor(), pictures: 60);

        var (format, got) = await WatchAsync(rig.Url, username, secret, pictures: 40);

        Assert.True(format.Video.Equals(rig.Feed.Hub.Format!.Video));
        Assert.Equal(format.Audio, rig.Feed.Hub.Format!.Audio);
        Assert.Equal(audio != ClipAudio.None, got.Any(unit => !unit.IsVideo));
        var original = await sent;
        var whole = got.Where(unit => unit.IsVideo).Select(unit => unit.Hash).ToList();
        var pictures = original.Where(unit => unit.IsVideo).Select(unit => unit.Hash).ToList();
        var start = pictures.IndexOf(whole[0]);
        Assert.True(start >= 0, "The first picture is none the camera sent.");
        Assert.Equal(pictures.Skip(start).Take(30), whole.Take(30));
        Assert.Subset(original.Select(unit => unit.Hash).ToHashSet(), got.Take(60).Where(unit => !unit.IsVideo).Take(20).Select(unit => unit.Hash).ToHashSet());
    }

    [Fact]
    public async Task A_client_starts_with_the_cached_key_picture_and_our_clock()
    {
        await using var rig = await RestreamRig.StartAsync(clip: ClipShape.Small with { KeyInterval = 6 });
        var (_, username, secret) = await rig.KeyAsync();
        using var client = await RawClient.ConnectAsync(rig.Server.Port!.Value);
        await PlayAsync(client, rig.Url.ToString(), RawClient.Basic(username, secret));

        var (channel, report) = await client.FrameAsync();
        var (media, first) = await client.FrameAsync();

        Assert.Equal((1, 0), (channel, media));
        Assert.True(RtcpSenderReport.TryFind(report, out var clock));
        Assert.True(RtpPacket.TryRead(first, out var packet));
        Assert.Equal((clock.Source, clock.Timestamp), (packet.Source, packet.Timestamp));
        Assert.InRange(NtpTime.ToInstant(clock.Ntp), DateTimeOffset.UtcNow.AddSeconds(-20), DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.Equal(24, packet.Payload[0] & 0x1F);
    }

    [Fact]
    public async Task A_client_that_takes_nothing_holds_up_nobody_and_is_sent_away()
    {
        await using var rig = await RestreamRig.StartAsync(clip: ClipShape.Small with { Width = 1280, Height = 720, BitRate = 8_000_000 });
        var (_, username, secret) = await rig.KeyAsync();
        using var slow = await RawClient.ConnectAsync(rig.Server.Port!.Value);
        await PlayAsync(slow, rig.Url.ToString(), RawClient.Basic(username, secret));

        var (_, got) = await WatchAsync(rig.Url, username, secret, pictures: 60);

        Assert.True(got.Count >= 60);
        await Until.TrueAsync(() => rig.Pacer.Count == 0, "the slow client was sent away", seconds: 60);
    }

    [Fact]
    public async Task The_session_stays_while_the_camera_is_lost_and_goes_on_when_it_is_back()
    {
        await using var rig = await RestreamRig.StartAsync(ClipAudio.None);
        var (_, username, secret) = await rig.KeyAsync();
        using var client = await RawClient.ConnectAsync(rig.Server.Port!.Value);
        await PlayAsync(client, rig.Url.ToString(), RawClient.Basic(username, secret));
        var before = await NextPacketAsync(client);

        var sessions = rig.Simulated.Sessions;
        rig.Simulated.Behave(BehaviourKind.Drop);

        await Until.TrueAsync(() => rig.Simulated.Sessions > sessions, "the camera is connected to again");
        var last = before;
        for (var packets = 0; packets < 200; packets++)
        {
            var next = await NextPacketAsync(client);
            Assert.Equal((ushort)(last.Sequence + 1), next.Sequence);
            Assert.InRange((int)(next.Timestamp - last.Timestamp), 0, 90_000 * 60);
            last = next;
        }
    }

    [Fact]
    public async Task The_session_ends_when_the_camera_is_switched_off()
    {
        await using var rig = await RestreamRig.StartAsync(ClipAudio.None);
        var (_, username, secret) = await rig.KeyAsync();
        using var client = await RawClient.ConnectAsync(rig.Server.Port!.Value);
        await PlayAsync(client, rig.Url.ToString(), RawClient.Basic(username, secret));
        _ = await NextPacketAsync(client);

        await rig.Streams.TellAsync(rig.Camera.AsDevice(), rig.Streams.Source(rig.Simulated.Url), enabled: false);

        Assert.True(await client.IsClosedAsync());
        using var another = await RawClient.ConnectAsync(rig.Server.Port!.Value);
        Assert.Equal(503, (await another.AskAsync("DESCRIBE", rig.Url.ToString(), ("Authorization", RawClient.Basic(username, secret)))).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_asks_as_live555_does_is_served(bool isInterleaved)
    {
        await using var rig = await RestreamRig.StartAsync();
        var (_, username, secret) = await rig.KeyAsync();
        using var client = await RawClient.ConnectAsync(rig.Server.Port!.Value);
        using var receiver = new System.Net.Sockets.UdpClient(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        var port = ((System.Net.IPEndPoint)receiver.Client.LocalEndPoint!).Port;
        var url = rig.Url.ToString();
        var agent = ("User-Agent", "LibVLC/3.0.24 (LIVE555 Streaming Media v2016.11.28)");
        Assert.Contains("GET_PARAMETER", (await client.AskAsync("OPTIONS", url, agent)).Headers["Public"], StringComparison.Ordinal);
        var refusal = await client.AskAsync("DESCRIBE", url, agent, ("Accept", "application/sdp"));

        // The last Digest of the list, in which realm and nonce must follow one another.
        var challenge = refusal.Headers.All("WWW-Authenticate").Last(line => line.StartsWith("Digest", StringComparison.Ordinal));
        var fields = System.Text.RegularExpressions.Regex.Match(challenge, "^Digest realm=\"([^\"]*)\", nonce=\"([^\"]*)\"$");
        Assert.True(fields.Success, challenge);
        var (realm, nonce) = (fields.Groups[1].Value, fields.Groups[2].Value);
        var described = await client.AskAsync("DESCRIBE", url, Proof("DESCRIBE", url), agent, ("Accept", "application/sdp"));
        Assert.Equal(200, described.Status);
        var root = described.Headers["Content-Base"]!;
        var session = "";
        for (var track = 0; track < 2; track++)
        {
            var transport = isInterleaved ? $"RTP/AVP/TCP;unicast;interleaved={2 * track}-{(2 * track) + 1}" : $"RTP/AVP;unicast;client_port={port}-{port + 1}";
            (string, string)[] headers = [Proof("SETUP", root), agent, ("Transport", transport), .. session.Length > 0 ? [("Session", session)] : Array.Empty<(string, string)>()];
            var setUp = await client.AskAsync("SETUP", $"{root}trackID={track}", headers);
            Assert.Equal(200, setUp.Status);
            session = setUp.Headers["Session"]!.Split(';')[0];
        }

        Assert.Equal(200, (await client.AskAsync("PLAY", root, Proof("PLAY", root), agent, ("Session", session), ("Range", "npt=0.000-"))).Status);
        Assert.Equal(0x80, isInterleaved ? (await client.FrameAsync()).Payload[0] : (await receiver.ReceiveAsync(Limit)).Buffer[0]);
        Assert.Equal(200, (await client.AskAsync("GET_PARAMETER", root, Proof("GET_PARAMETER", root), agent, ("Session", session))).Status);
        Assert.Equal(200, (await client.AskAsync("TEARDOWN", root, Proof("TEARDOWN", root), agent, ("Session", session))).Status);
        Assert.True(await client.IsClosedAsync());

        (string, string) Proof(string method, string uri) =>
            ("Authorization", $"Digest username=\"{username}\", realm=\"{realm}\", nonce=\"{nonce}\", uri=\"{uri}\", response=\"{Md5($"{Md5($"{username}:{realm}:{secret}")}:{nonce}:{Md5($"{method}:{uri}")}")}\"");
    }

    internal static async Task PlayAsync(RawClient client, string url, string authorization, string transport = "RTP/AVP/TCP;unicast;interleaved=0-1", int track = 0)
    {
        Assert.Equal(200, (await client.AskAsync("DESCRIBE", url, ("Authorization", authorization))).Status);
        var setUp = await client.AskAsync("SETUP", $"{url}/trackID={track}", ("Transport", transport));
        Assert.Equal(200, setUp.Status);
        Assert.Equal(200, (await client.AskAsync("PLAY", url, ("Session", setUp.Headers["Session"]!.Split(';')[0]))).Status);
    }

    internal static async Task<(ushort Sequence, uint Timestamp)> NextPacketAsync(RawClient client)
    {
        while (true)
        {
            var (channel, payload) = await client.FrameAsync();
            if (channel % 2 == 0)
            {
                return NumbersOf(payload);
            }
        }
    }

    private static (ushort Sequence, uint Timestamp) NumbersOf(byte[] packet) =>
        RtpPacket.TryRead(packet, out var read) ? (read.Sequence, read.Timestamp) : throw new InvalidDataException("No RTP packet.");

    private static string Md5(string text) =>
#pragma warning disable CA5351 // All that live555 knows.
        Convert.ToHexStringLower(MD5.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351

    private static async Task<(Media.Units.StreamFormat Format, List<Unit> Units)> WatchAsync(Uri url, string username, string secret, int pictures)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Limit);
        var hub = new StreamHub(HubLimits.Default);
        await using var session = await RtspSession.OpenAsync(new SourceEndpoint(url, username, secret), new SourceTimeouts(), TimeProvider.System, Limit);
        var pumping = session.PumpAsync(hub, enough.Token);
        var units = await ReadAsync(hub.OpenCursor(), pictures);
        await enough.CancelAsync();
        await pumping;
        var format = hub.Format!;
        hub.Clear();
        return (format, units);
    }

    private static async Task<List<Unit>> ReadAsync(StreamCursor cursor, int pictures)
    {
        var units = new List<Unit>();
        while (pictures > 0)
        {
            var reading = await cursor.ReadAsync(Limit);
            if (reading.Unit is { } unit)
            {
                units.Add(new Unit(unit.IsVideo, Convert.ToHexString(SHA256.HashData(unit.Bytes.Span))));
                pictures -= unit.IsVideo ? 1 : 0;
                unit.Release();
            }
        }

        return units;
    }

    private sealed record Unit(bool IsVideo, string Hash);
}
