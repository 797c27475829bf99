using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Contracts.Streams;
using Vedette.Media.Hub;
using Vedette.Media.Units;
using Vedette.Simulator;
using Vedette.Streams.Publishing;
using Vedette.Support;
using Xunit;

namespace Vedette.Streams.Tests.Quirks;

/// <summary>Cameras that are better asked in another way than by RTSP.</summary>
public sealed class AlternativeSourceTests
{
    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    [Fact]
    public async Task Quirk_30_A_camera_whose_rtsp_is_poor_is_taken_from_its_web_server_and_its_readers_go_on()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions());
        await using var web = new WebCamera("multipart/x-mixed-replace; boundary=frame", await PictureAsync());
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(simulator["cam1"].Url);
        using var cursor = await streams.Services.GetRequiredService<IStreamDirectory>().OpenAsync(camera, StreamRole.Record, Limit);
        Assert.Equal(Codec.H264, await NextCodecAsync(cursor, unwanted: null));

        await streams.TellAsync(camera.AsDevice(), streams.Source(web.Url));

        Assert.Equal(Codec.Mjpeg, await NextCodecAsync(cursor, unwanted: Codec.H264));
        var feed = streams.Services.GetRequiredService<FeedDirectory>().Find(camera)!;
        await Until.TrueAsync(() => feed.Standing.State == FeedState.Online, "the camera is online");
        Assert.Equal((320, 240), (feed.Hub.Format!.Video.Width, feed.Hub.Format.Video.Height));
        await Until.TrueAsync(() => simulator["cam1"].Viewers == 0, "the RTSP session is left");
    }

    [Theory]
    [InlineData("video/x-flv")]
    [InlineData("text/html")]
    public async Task Quirk_30_A_way_that_is_not_supported_is_told_in_words(string type)
    {
        await using var web = new WebCamera(type, "FLV\u0001\u0005"u8.ToArray());
        await using var streams = await StreamsHost.StartAsync();
        var camera = await streams.AddAsync(web.Url);
        var feed = streams.Services.GetRequiredService<FeedDirectory>().Find(camera)!;

        await Until.TrueAsync(() => feed.Standing.State == FeedState.Silent, "the camera is silent");

        Assert.Equal(FeedBreakCause.UnsupportedCodec, feed.Standing.Break!.Cause);
        Assert.Contains(type, feed.Standing.Break.Detail, StringComparison.Ordinal);
        Assert.Contains("HLS", feed.Standing.Break.Detail, StringComparison.Ordinal);
    }

    private static async Task<Codec> NextCodecAsync(StreamCursor cursor, Codec? unwanted)
    {
        while (true)
        {
            var reading = await cursor.ReadAsync(Limit);
            if (reading.Unit is not { } unit)
            {
                continue;
            }

            var codec = unit.Track.Codec;
            var isVideo = unit.IsVideo;
            unit.Release();
            if (isVideo && codec != unwanted)
            {
                return codec;
            }
        }
    }

    private static async Task<byte[]> PictureAsync()
    {
        using var encoder = Process.Start(new ProcessStartInfo(
            "ffmpeg", ["-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc=size=320x240", "-frames:v", "1", "-c:v", "mjpeg", "-f", "image2pipe", "-"])
        {
            RedirectStandardOutput = true,
        })!;
        var picture = new MemoryStream();
        await encoder.StandardOutput.BaseStream.CopyToAsync(picture, Limit);
        await encoder.WaitForExitAsync(Limit);
        return picture.ToArray();
    }
}
