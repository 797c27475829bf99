using System.Text.Json;
using Vedette.Simulator;
using Vedette.Simulator.Clips;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>A camera goes away and comes back: every second without footage has its cause, and recording resumes at once.</summary>
public sealed class CameraReturnTests
{
    [Theory]
    [InlineData(BehaviourKind.Refuse, "camera-refused", "camera-unreachable", "camera-closed")]
    [InlineData(BehaviourKind.Drop, "camera-closed", "camera-refused")]
    [InlineData(BehaviourKind.Unavailable, "camera-refused", "camera-closed")]
    [InlineData(BehaviourKind.Stall, "camera-stalled")]
    public Task A_camera_that_goes_and_returns_leaves_a_gap_with_its_cause_and_is_recorded_again_within_three_seconds(BehaviourKind kind, params string[] causes) =>
        GoesAndReturnsAsync(kind, TimeSpan.FromSeconds(3), causes);

    /// <summary>Where only a person can help, Vedette asks less often: cameras lock users out that try wrong passwords.</summary>
    [Theory]
    [InlineData(BehaviourKind.WrongPassword, "wrong-password", "camera-closed")]
    [InlineData(BehaviourKind.NotFound, "no-such-path", "camera-closed")]
    public Task A_camera_that_had_another_password_or_path_for_a_while_is_recorded_again_soon(BehaviourKind kind, params string[] causes) =>
        GoesAndReturnsAsync(kind, TimeSpan.FromSeconds(20), causes);

    private static async Task GoesAndReturnsAsync(BehaviourKind kind, TimeSpan resumes, string[] causes)
    {
        await using var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { OwnPorts = true, Clip = ClipShape.Small });
        await using var vedette = await VedetteProcess.StartAsync(Workplace.Temporary("return"));
        await vedette.SignInAsync();
        var camera = await vedette.AddCameraAsync(await vedette.AddRoomAsync(), "Door", simulator["cam1"].Url.ToString());
        await vedette.WaitUntilRecordingAsync(camera);
        await Task.Delay(TimeSpan.FromSeconds(3));

        // A stalled camera is noticed within 5 s, so it must be away a little longer to leave anything to be seen.
        var away = TimeSpan.FromSeconds(kind == BehaviourKind.Stall ? 8 : 5);
        var left = DateTimeOffset.UtcNow;
        simulator["cam1"].Behave(kind, away);
        await vedette.WaitUntilAsync("the camera is back", () => Task.FromResult(simulator["cam1"].Behaviour.Kind == BehaviourKind.Normal));
        var returned = DateTimeOffset.UtcNow;
        await vedette.WaitUntilRecordingAsync(camera);
        await vedette.WaitUntilAsync("the gap is closed", async () => (await GapsAsync(vedette, camera, left)).All(gap => gap.End is not null));

        var gaps = await GapsAsync(vedette, camera, left);
        Assert.NotEmpty(gaps);
        Assert.All(gaps, gap => Assert.Contains(gap.Cause, causes));
        Assert.InRange(gaps[0].Start, left.AddSeconds(-2), left.AddSeconds(2));
        Assert.InRange(gaps[^1].End!.Value, returned.AddSeconds(-1), returned + resumes);
        Assert.All(gaps.Zip(gaps.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
    }

    private static async Task<List<Gap>> GapsAsync(VedetteProcess vedette, Guid camera, DateTimeOffset from) =>
        [.. (await vedette.GapsAsync(camera, from.AddSeconds(-2), DateTimeOffset.UtcNow)).Select(Gap.Read).OrderBy(gap => gap.Start)];

    private sealed record Gap(DateTimeOffset Start, DateTimeOffset? End, string Cause)
    {
        public static Gap Read(JsonElement gap) => new(
            gap.GetProperty("start").GetDateTimeOffset(),
            gap.TryGetProperty("end", out var end) && end.ValueKind == JsonValueKind.String ? end.GetDateTimeOffset() : null,
            gap.GetProperty("cause").GetString()!);
    }
}
