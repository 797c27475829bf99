using Vedette.Support;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>Cameras of somebody else's making over UDP through a network that loses, delays and repeats packets.</summary>
public sealed class FarmWeatherTests(ITestOutputHelper output)
{
    private const string Film = "h264-1080p25-high-4m.mp4";

    [Fact]
    public async Task Lost_packets_are_counted_and_recording_goes_on_and_overtaken_ones_cost_no_picture()
    {
        Assert.SkipUnless(Workplace.HasCameraFarm, "The camera farm (../shared/rigs) is not on this machine.");
        var length = TimeSpan.FromSeconds(Workplace.Setting("VEDETTE_FARM_SECONDS", 20));
        await using var farm = await CameraFarm.StartAsync([("lossy", Film), ("overtaken", Film)]);
        await using var losing = LossyUdp.Start(farm.Port, new UdpWeather(Loss: 0.01, Reordering: 0.02, Repetition: 0.01));
        await using var overtaking = LossyUdp.Start(farm.Port, new UdpWeather(Reordering: 0.05, Repetition: 0.02, Delay: TimeSpan.FromMilliseconds(30)));
        await using var vedette = await VedetteProcess.StartAsync(Workplace.Temporary("weather"));
        await vedette.SignInAsync();
        var room = await vedette.AddRoomAsync();
        var lossy = await vedette.AddCameraAsync(room, "Lossy", $"rtsp://127.0.0.1:{losing.Port}/lossy", transport: "udp");
        var overtaken = await vedette.AddCameraAsync(room, "Overtaken", $"rtsp://127.0.0.1:{overtaking.Port}/overtaken", transport: "udp");
        await vedette.WaitUntilRecordingAsync(lossy, overtaken);
        var from = DateTimeOffset.UtcNow;
        await Task.Delay(length);
        var to = DateTimeOffset.UtcNow;
        var (lost, whole) = (await StreamAsync(vedette, lossy), await StreamAsync(vedette, overtaken));
        var gaps = await vedette.GapsAsync(lossy, from, to);
        Assert.Empty(await vedette.GapsAsync(overtaken, from, to));

        Assert.Equal(0, await vedette.StopAsync());

        output.WriteLine($"lossy: {lost} gaps {gaps.Count}, network {losing.Counts}; overtaken: {whole}, network {overtaking.Counts}");
        Assert.InRange(lost.Lost, 1, losing.Counts.Lost);
        Assert.Equal((0, 0), (lost.Reconnects, whole.Reconnects));
        Assert.Equal(0, whole.Lost);
        Assert.True(whole.Reordered > 0 && overtaking.Counts.Delayed > 0);

        // What lacks a packet may look bad, but stays a file that plays, and goes on to the end.
        var (damaged, lastDamaged) = await PicturesAsync(vedette, lossy, decodes: false);
        Assert.True(lastDamaged.End >= to.AddSeconds(-3), $"The last picture on disk is of {lastDamaged.End:O}, the server was stopped at {to:O}.");
        var film = await FarmFilm.OfAsync(Path.Combine(Workplace.Shared, "videos", "made", Film));
        var sent = film.PicturesIn(lastDamaged.Seconds).Most;
        output.WriteLine($"lossy: {damaged} pictures in {lastDamaged.Seconds:0.000} s, sent {sent}");
        Assert.InRange(damaged, sent / 2, sent);
        var (pictures, last) = await PicturesAsync(vedette, overtaken, decodes: true);
        var (fewest, most) = film.PicturesIn(last.Seconds);
        output.WriteLine($"overtaken: {pictures} pictures in {last.Seconds:0.000} s, sent {fewest} to {most}");
        Assert.InRange(pictures, fewest - 1, most + 1);
    }

    private static async Task<(long Lost, long Reordered, int Reconnects)> StreamAsync(VedetteProcess vedette, Guid camera)
    {
        var stream = (await vedette.GetAsync($"/api/streams/cameras/{camera}/diagnostics")).GetProperty("streams")[0];
        return (stream.GetProperty("lost").GetInt64(), stream.GetProperty("reordered").GetInt64(), stream.GetProperty("reconnects").GetInt32());
    }

    private static async Task<(int Pictures, (DateTimeOffset End, double Seconds) Last)> PicturesAsync(VedetteProcess vedette, Guid camera, bool decodes)
    {
        var footage = Footage.Of(vedette.DataDirectory, camera);
        var (pictures, end) = (0, DateTimeOffset.MinValue);
        foreach (var segment in footage)
        {
            if (decodes)
            {
                await Ffprobe.AssertDecodesAsync(segment.File);
            }

            var probe = await Ffprobe.OfAsync(segment.File);
            (pictures, end) = (pictures + probe.Frames, segment.Start.AddSeconds(probe.VideoSeconds));
        }

        return (pictures, (end, (end - footage[0].Start).TotalSeconds));
    }
}
