using Microsoft.Extensions.DependencyInjection;
using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Writing;
using Vedette.Simulator;
using Vedette.Simulator.Clips;
using Xunit;

namespace Vedette.Recording.Tests.Writing;

public sealed class RealFootageTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ClipAudio.None, "h264")]
    [InlineData(ClipAudio.Aac, "h264,aac")]
    [InlineData(ClipAudio.Pcma, "h264,pcm_alaw")]
    [Trait("Req", "O-15")]
    public async Task Every_file_plays_in_full_and_no_picture_is_lost_between_two(ClipAudio audio, string codecs)
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Clip = ClipShape.Small with { Audio = audio } }, Stop);
        await using var feed = new SimulatedFeed(simulator["cam1"].Url);
        await feed.StartAsync(Stop);
        var camera = CameraId.New();
        await using var host = await RecordingHost.StartAsync(prepare: services => services.AddSingleton<IStreamDirectory>(feed));
        await host.AddAsync(camera);
        var segments = await host.IndexedAsync(camera, 4);

        foreach (var segment in segments.Take(4))
        {
            var file = host.Volume.Resolve(segment);
            var probed = await Judge.ProbeAsync(file);
            Assert.Equal(codecs, string.Join(',', probed.Codecs));
            Assert.Equal(segment.Duration.TotalSeconds, probed.Pictures / (double)ClipShape.Small.FrameRate, 2);
            await Judge.DecodesAsync(file);
        }

        Assert.All(segments.Zip(segments.Skip(1)), pair => Assert.InRange((pair.Second.Start - pair.First.End).Duration(), TimeSpan.Zero, GapLedger.Tolerance));
    }

    [Fact]
    public async Task The_file_being_written_plays_too()
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Clip = ClipShape.Small }, Stop);
        await using var feed = new SimulatedFeed(simulator["cam1"].Url);
        await feed.StartAsync(Stop);
        var camera = CameraId.New();
        await using var host = await RecordingHost.StartAsync(prepare: services => services.AddSingleton<IStreamDirectory>(feed));
        await host.AddAsync(camera);
        var open = (await RecordingHost.WaitForAsync(
            () => Task.FromResult(host.Get<LiveFootage>().Of(camera)), state => state.Open is not null, "a file being written")).Open!;

        Assert.True((await Judge.ProbeAsync(host.Volume.Resolve(open))).Pictures > 0);
    }
}
