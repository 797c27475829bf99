using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Vedette.Contracts.Recording;
using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Platform.Messaging;
using Vedette.Platform.Storage;
using Vedette.Recording.Disks;
using Vedette.Recording.Features;
using Vedette.Recording.Footage;
using Vedette.Recording.Marks;
using Vedette.Recording.Settings;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Writing;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Marks;

public sealed class EventTests : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTime _time = new();
    private readonly CameraId _camera = CameraId.New();
    private readonly LiveEvents _live = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Motion_marks_from_the_pre_roll_to_the_post_roll_however_long_it_lasts()
    {
        using var marks = Marks();
        var intake = Intake(marks);
        var start = _time.GetUtcNow();
        var occasion = Guid.CreateVersion7();
        await intake.MoveAsync(occasion, _camera, start, true, "camera", Stop);
        await intake.MoveAsync(occasion, _camera, start, true, "camera", Stop);
        for (var second = 0; second < 120; second += 5)
        {
            await intake.TendAsync(Stop);
            Assert.True(_live.IsWanted(_camera, _time.GetUtcNow(), _time.GetUtcNow().AddSeconds(5)));
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        await intake.MoveAsync(Guid.CreateVersion7(), _camera, _time.GetUtcNow(), false, "camera", Stop);

        var mark = Assert.Single(marks.Between(_camera, start.AddHours(-1), start.AddHours(1)));
        Assert.Equal((occasion, start.AddSeconds(-5), start.AddSeconds(135)), (mark.Id, mark.From, mark.To));
        Assert.False(_live.IsWanted(_camera, start.AddSeconds(135), start.AddSeconds(500)));
        using var again = Marks();
        Assert.Equal(mark, Assert.Single(again.Between(_camera, start.AddHours(-1), start.AddHours(1))));
    }

    [Fact]
    public async Task Motion_nobody_ends_ends_by_itself()
    {
        using var marks = Marks();
        var intake = Intake(marks);
        await intake.MoveAsync(Guid.CreateVersion7(), _camera, _time.GetUtcNow(), true, "camera", Stop);
        for (var minute = 0; minute < 70; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await intake.TendAsync(Stop);
        }

        Assert.False(_live.IsWanted(_camera, _time.GetUtcNow(), _time.GetUtcNow().AddMinutes(1)));
    }

    [Fact]
    public async Task After_a_restart_an_event_still_wants_what_it_wanted()
    {
        using var marks = Marks();
        var at = _time.GetUtcNow();
        _ = await Intake(marks).RaiseAsync(_camera, at, FootageClass.Incident, null, TimeSpan.FromMinutes(3), "Alarm", Stop);
        using var later = Marks();
        var live = new LiveEvents();
        new EventIntake(live, later, Policies(), _time).Resume([_camera]);

        Assert.True(live.IsWanted(_camera, at.AddSeconds(179), at.AddSeconds(180)));
        Assert.False(live.IsWanted(_camera, at.AddSeconds(180), at.AddSeconds(181)));
    }

    [Fact]
    public async Task A_camera_in_the_mode_of_events_records_when_the_bus_or_the_api_says_so_and_the_rest_is_not_owed()
    {
        await using var host = await RecordingHost.StartAsync();
        using var client = host.Client();
        var camera = CameraId.New();
        await host.Get<LivePolicies>().ReplaceAsync(
            camera, new CameraPolicy { Mode = RecordingMode.Events, PreRollSeconds = 1, PostRollSeconds = 2 }, Stop);
        await host.AddAsync(camera);
        _ = await RecordingHost.WaitForAsync(
            () => Task.FromResult(host.Get<LiveFootage>().Of(camera)), state => state.CurrentGap?.Cause == GapCause.NoEvent, "a rest");
        await MoveAsync(active: true);
        _ = await RecordingHost.WaitForAsync(
            () => Task.FromResult(host.Get<LiveFootage>().Of(camera)), state => state.Open is not null, "footage");
        await MoveAsync(active: false);
        _ = await RecordingHost.WaitForAsync(
            () => Task.FromResult(host.Get<LiveFootage>().Of(camera)), state => state.CurrentGap?.Cause == GapCause.NoEvent, "a rest again");
        var moved = await host.IndexedAsync(camera, 1);

        using var raised = await client.PostAsJsonAsync(
            "/api/recording/events", new { cameraId = camera, @class = "incident", afterSeconds = 1, reason = "Glass" }, Stop);
        Assert.Equal(HttpStatusCode.Created, raised.StatusCode);
        _ = await RecordingHost.WaitForAsync(
            () => host.Index.AllSegmentsAsync(camera, Stop),
            found => found.Count > moved.Count && found[^1].Class.HasFlag(FootageClass.Incident),
            "an incident of its own: what lies before it may reach into the motion's footage");

        Assert.All(moved, segment => Assert.True(segment.Class.HasFlag(FootageClass.Motion)));
        var marks = await client.GetFromJsonAsync<JsonElement>($"/api/recording/cameras/{camera}/marks", Stop);
        Assert.Equal(
            ["motion", "incident"], marks.GetProperty("items").EnumerateArray().Select(mark => mark.GetProperty("class").GetString()));
        var standing = await client.GetFromJsonAsync<JsonElement>($"/api/recording/cameras/{camera}", Stop);
        Assert.InRange(standing.GetProperty("coverageToday").GetDouble(), 0.8, 1);

        Task MoveAsync(bool active) => host.Get<FollowMotion>().HandleAsync(
            new MotionChanged(camera, DateTimeOffset.UtcNow, active, "camera"),
            new EventContext(Guid.CreateVersion7(), "streams.motion-changed", 1, DateTimeOffset.UtcNow, camera.Value, "system", null),
            Stop);
    }

    [Fact]
    public async Task An_event_is_heard_while_the_database_is_locked_and_indexed_afterwards()
    {
        await using var host = await RecordingHost.StartAsync();
        using var client = host.Client();
        var camera = CameraId.New();
        await host.AddAsync(camera);
        _ = await host.IndexedAsync(camera, 1);
        Task<HttpResponseMessage> answer;
        await using (await DatabaseLock.TakeAsync(host))
        {
            answer = client.PostAsJsonAsync("/api/recording/events", new { cameraId = camera, @class = "motion", reason = "" }, Stop);
            Assert.Equal(HttpStatusCode.Created, (await answer).StatusCode);
            Assert.Equal(FootageClass.Motion, host.Get<FootageMarks>().ClassOf(camera, DateTimeOffset.UtcNow.AddSeconds(-1), DateTimeOffset.UtcNow));
        }

        (await answer).Dispose();
        _ = await RecordingHost.WaitForAsync(() => host.Index.AllMarksAsync(camera, Stop), found => found.Count == 1, "the mark in the index");
    }

    [Theory]
    [InlineData("class", "continuous")]
    [InlineData("beforeSeconds", -1)]
    [InlineData("afterSeconds", 3601)]
    [InlineData("at", "2199-01-01T00:00:00Z")]
    [InlineData("cameraId", "01930000-0000-7000-8000-000000000000")]
    public async Task A_wrong_event_is_refused_by_the_name_of_its_field(string field, object value)
    {
        await using var host = await RecordingHost.StartAsync();
        using var client = host.Client();
        var camera = CameraId.New();
        await host.AddAsync(camera, recording: false);
        using var answer = await client.PostAsJsonAsync(
            "/api/recording/events",
            new Dictionary<string, object> { ["cameraId"] = camera, ["class"] = "motion", ["reason"] = "", [field] = value },
            Stop);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("errors").TryGetProperty(field, out _));
    }

    private FootageMarks Marks() =>
        new(new VolumeSet([Volume.Open(_folder.Path)]), LocalDisk.Instance, new UnindexedFacts(), NullLogger<FootageMarks>.Instance);

    private EventIntake Intake(FootageMarks marks) => new(_live, marks, Policies(), _time);

    private LivePolicies Policies() =>
        new(new LocalSnapshot<Dictionary<CameraId, CameraPolicy>>(Path.Combine(_folder.Path, "policies.json")));
}
