using System.Buffers.Binary;
using Vedette.Media.Codecs;
using Vedette.Media.Hub;
using Vedette.Media.Rtsp;
using Vedette.Media.Sources;
using Vedette.Media.Tests.Mp4;
using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Rtsp;

/// <summary>Against GStreamer's RTSP server, not ours.</summary>
public sealed class FarmTests(DigestFarm digest, BasicFarm basic) : IClassFixture<DigestFarm>, IClassFixture<BasicFarm>
{
    private const int PictureTicks = 3600;

    [Theory]
    [InlineData("plain")]
    [InlineData("reordered")]
    [InlineData("aac")]
    [InlineData("pcmu")]
    [InlineData("pcma")]
    [InlineData("long")]
    [InlineData("h265")]
    [InlineData("h265-reordered")]
    public void Every_picture_arrives_in_time_and_order(string mount)
    {
        var watch = digest.Of(mount);

        AreContinuous(watch.Pictures);
        Assert.True(watch.Pictures.Count > 100);
        Assert.True(watch.Pictures[0].IsKey);
        Assert.Equal((0, 0, 0), (watch.Counters.Lost, watch.Counters.Malformed, watch.Counters.ClockJumps));
    }

    [Fact]
    public void Basic_authentication_does_as_well() => AreContinuous(basic.Of("plain").Pictures);

    [Theory]
    [InlineData("plain", 1920, 1080)]
    [InlineData("reordered", 1920, 1080)]
    [InlineData("h265", 1920, 1080)]
    [InlineData("h265-reordered", 1280, 720)]
    [Trait("Req", "R-59")]
    public async Task Pictures_are_the_cameras_bit_for_bit(string mount, int width, int height)
    {
        var watch = digest.Of(mount);
        var codec = watch.Pictures[0].Format.Video.Codec;
        var file = await File.ReadAllBytesAsync(CameraFarm.FileOf(mount), TestContext.Current.CancellationToken);
        var sent = (await Tool.PacketsAsync(CameraFarm.FileOf(mount), 0)).Select(packet => SlicesOf(codec, file.AsSpan((int)packet.Position, packet.Size))).ToList();

        var received = watch.PictureBytes.Select(bytes => SlicesOf(codec, bytes)).ToList();

        Assert.Equal((width, height), (watch.Pictures[0].Format.Video.Width, watch.Pictures[0].Format.Video.Height));
        var first = sent.IndexOf(received[0]);
        Assert.Equal(Enumerable.Range(first, received.Count).Select(number => sent[number % sent.Count]), received);
    }

    [Theory]
    [InlineData("reordered")]
    [InlineData("h265-reordered")]
    public void Decoding_times_of_reordered_pictures_are_even(string mount)
    {
        var pictures = digest.Of(mount).Pictures;

        Assert.Contains(pictures, picture => picture.CompositionTicks > PictureTicks);
        Assert.Equal(Enumerable.Range(0, pictures.Count).Select(number => (long)number * PictureTicks), pictures.Select(picture => picture.DecodeTicks));
    }

    [Theory]
    [InlineData("reordered", Codec.Aac, 48000, 1024)]
    [InlineData("h265-reordered", Codec.Aac, 48000, 1024)]
    [InlineData("aac", Codec.Aac, 16000, 1024)]
    [InlineData("pcmu", Codec.PcmMu, 8000, 160)]
    [InlineData("pcma", Codec.PcmA, 8000, 160)]
    public void Sound_is_carried_along(string mount, Codec codec, int rate, int unitTicks)
    {
        var watch = digest.Of(mount);
        var format = watch.Pictures[0].Format.Audio!;
        var seconds = watch.Pictures.Count / 25.0;

        Assert.Equal((codec, rate), (format.Codec, format.SampleRate));
        Assert.InRange(watch.Sounds.Count * unitTicks / (double)rate, seconds - 1, seconds + 1);
        var steps = watch.Sounds.Zip(watch.Sounds.Skip(1), (one, next) => next.DecodeTicks - one.DecodeTicks).ToList();
        Assert.All(steps, step => Assert.True(step >= 0));
        Assert.True(steps.Count(step => Math.Abs(step - unitTicks) <= 2) > steps.Count * 0.98);
    }

    [Fact]
    public async Task What_is_wrong_is_told()
    {
        _ = digest.Of("plain");
        Assert.Equal(FeedBreakCause.WrongPassword, await CauseAsync(digest.Endpoint("plain") with { Password = "wrong" }));
        Assert.Equal(FeedBreakCause.WrongPassword, await CauseAsync(digest.Endpoint("plain") with { Username = null }));
        Assert.Equal(FeedBreakCause.NoSuchPath, await CauseAsync(digest.Endpoint("nowhere")));
    }

    [Fact]
    public async Task A_probe_tells_what_there_is()
    {
        _ = digest.Of("aac");
        var probe = await RtspSession.ProbeAsync(digest.Endpoint("aac"), new SourceTimeouts(), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal((1280, 720, new SourceProbe.AudioTrack(Codec.Aac, 16000, 1)), (probe.Width, probe.Height, probe.Audio));
    }

    /// <summary>A digest of the NAL units that are pictures: a camera may repeat its parameter sets where it likes.</summary>
    private static string SlicesOf(Codec codec, ReadOnlySpan<byte> unit)
    {
        using var digest = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        while (!unit.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(unit);
            if (NalKind.IsPicture(codec, unit[4]))
            {
                digest.AppendData(unit[..(4 + length)]);
            }

            unit = unit[(4 + length)..];
        }

        return Convert.ToHexString(digest.GetHashAndReset());
    }

    internal static void AreContinuous(IReadOnlyList<UnitHeader> pictures)
    {
        Assert.Single(pictures.Select(picture => picture.Run).Distinct());
        Assert.Equal(pictures.Select(picture => picture.DecodeTicks).Order(), pictures.Select(picture => picture.DecodeTicks));

        // The last few may lack one that is shown before them.
        var shown = pictures.Select(picture => picture.DecodeTicks + picture.CompositionTicks).Order().SkipLast(4).ToList();
        Assert.All(shown.Zip(shown.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, PictureTicks - 1, PictureTicks + 1));
    }

    private static async Task<FeedBreakCause> CauseAsync(SourceEndpoint endpoint) => (await Assert.ThrowsAsync<SourceException>(
        () => RtspSession.ProbeAsync(endpoint, new SourceTimeouts(), TimeProvider.System, TestContext.Current.CancellationToken))).Cause;
}
