using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>Cameras of somebody else's making and of every kind, over TCP and UDP, recorded by the whole program at the same time.</summary>
public sealed class FarmKindsTests(FarmRecording recording, ITestOutputHelper output) : IClassFixture<FarmRecording>
{
    public static TheoryData<string> Kinds => [.. FarmRecording.Cameras.Select(camera => camera.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    [Trait("Req", "O-1")]
    public void What_it_sends_is_recorded_without_a_gap_and_is_valid(string kind)
    {
        var result = recording.Of(kind);
        var camera = FarmRecording.Cameras.Single(camera => camera.Name == kind);

        Assert.Empty(result.Gaps);
        Assert.All(result.Files, file => Assert.Equal((camera.Video, camera.Audio), (file.Probe.VideoCodec, file.Probe.AudioCodec)));
        Assert.Contains(camera.Transport, result.Diagnostics.GetProperty("transport").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, result.Diagnostics.GetProperty("lost").GetInt64());
        var (fewest, most) = result.Film.PicturesIn(result.Seconds);
        output.WriteLine($"{kind}: {result.Frames} pictures in {result.Seconds:0.000} s, sent {fewest} to {most}, groups of {result.Film.LongestGroup}");
        Assert.InRange(result.Frames, fewest - result.Film.LongestGroup, most + result.Film.LongestGroup);
        Assert.True(result.LastPicture >= result.Stopped.AddSeconds(-1.5), $"The last picture on disk is of {result.LastPicture:O}, the server was stopped at {result.Stopped:O}.");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void All_of_it_is_one_run_whatever_sizes_its_pictures_have(string kind)
    {
        var result = recording.Of(kind);
        var camera = FarmRecording.Cameras.Single(camera => camera.Name == kind);

        _ = Assert.Single(result.Segments.Select(segment => segment.GetProperty("run").GetGuid()).Distinct());
        Assert.Equal(0, result.Diagnostics.GetProperty("reconnects").GetInt32());
        Assert.Equal(
            camera.Sizes.Order(),
            result.Segments.Select(segment => $"{segment.GetProperty("width").GetInt32()}x{segment.GetProperty("height").GetInt32()}").Distinct().Order());
    }
}
