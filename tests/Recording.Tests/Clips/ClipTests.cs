using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Media.Tests.Mp4;
using Vedette.Platform.Access;
using Vedette.Platform.Messaging;
using Vedette.Platform.Storage;
using Vedette.Recording.Clips;
using Vedette.Recording.Features;
using Vedette.Recording.Footage;
using Vedette.Recording.Marks;
using Vedette.Recording.Roster;
using Vedette.Recording.Storage;
using Vedette.Recording.Tests.Playback;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Volumes;
using Vedette.Support;
using Xunit;
using static Vedette.Recording.Tests.Playback.FootageRig;

namespace Vedette.Recording.Tests.Clips;

public sealed class ClipTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task A_clip_of_two_cameras_is_a_file_of_each_with_a_picture_its_gaps_and_hashes_until_it_is_deleted(Dialect dialect)
    {
        await using var rig = await FootageRig.StartAsync(dialect);
        var other = CameraId.New();
        await rig.AddCameraAsync(other, "Yard");
        await rig.RecordAsync(await TestClip.WithAacAsync(), Seconds(0));
        await rig.RecordAsync(await TestClip.WithAacAsync(), Seconds(30));
        await rig.AddGapAsync(Seconds(6), Seconds(30), GapCause.CameraUnreachable);
        await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(0), other);

        var id = await rig.OrderClipAsync(3, 33, rig.Camera, other);
        var ready = await rig.FinishedClipAsync(id);

        Assert.Equal("ready", ready.GetProperty("state").GetString());
        Assert.Equal(1, ready.GetProperty("progress").GetDouble());
        Assert.True(ready.GetProperty("hasSnapshot").GetBoolean());
        Assert.Equal(
            [(rig.Camera, "camera-unreachable", Text(Start.AddSeconds(6)), Text(Start.AddSeconds(30))), (other, "not-kept", Text(Start.AddSeconds(6)), Text(Start.AddSeconds(33)))],
            ready.GetProperty("gaps").EnumerateArray().Select(gap => (
                CameraId.Parse(gap.GetProperty("cameraId").GetString()!, null),
                gap.GetProperty("cause").GetString()!,
                gap.GetProperty("start").GetString()!,
                gap.GetProperty("end").GetString()!)));

        // From the key picture at 2 s, and from there what there is: judged by ffprobe, which decodes all of it.
        foreach (var (camera, pictures) in new[] { (rig.Camera, 100 + 75), (other, 100) })
        {
            var file = ready.GetProperty("files").EnumerateArray().Single(file => file.GetProperty("cameraId").GetString() == camera.ToString());
            var bytes = await rig.Http.GetByteArrayAsync($"/api/recording/clips/{id}/files/{camera}.mp4", Stop);
            Assert.Equal(bytes.Length, file.GetProperty("bytes").GetInt64());
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.GetProperty("sha256").GetString());
            var path = System.IO.Path.Combine(rig.Host.DataDirectory, $"{camera}.mp4");
            await File.WriteAllBytesAsync(path, bytes, Stop);
            await Judge.DecodesAsync(path);
            Assert.Equal(pictures, (await Tool.PacketsAsync(path, 0)).Count);
        }

        var picture = await rig.Http.GetByteArrayAsync($"/api/recording/clips/{id}/snapshot.jpg", Stop);
        Assert.Equal([0xFF, 0xD8], picture[..2]);
        Assert.Equal(id, (await rig.GetAsync("/api/recording/clips")).GetProperty("items")[0].GetProperty("id").GetGuid());
        var told = Assert.Single(await rig.ToldAsync("recording.clip-ready"));
        Assert.True(told.GetProperty("hasGaps").GetBoolean());

        using var deleted = await rig.Http.DeleteAsync($"/api/recording/clips/{id}", Stop);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await RefusedAsync(await rig.Http.GetAsync($"/api/recording/clips/{id}", Stop), 404, "not-found");
        _ = await RecordingHost.WaitForAsync(() => rig.Get<ClipStore>().DeletingAsync(Stop), clips => clips.Count == 0, "an end of the deletion");
        Assert.False(Directory.Exists(rig.ClipFolder(id)));
        Assert.Equal(
            ["recording.clip-ordered", "recording.clip-downloaded", "recording.clip-downloaded", "recording.clip-deleted"], await rig.ActionsAsync());
    }

    [Fact]
    public async Task A_clip_that_ends_in_the_future_waits_for_it()
    {
        await using var host = await RecordingHost.StartAsync();
        using var client = host.Client();
        var camera = CameraId.New();
        await host.AddAsync(camera);
        _ = await host.IndexedAsync(camera, 1);
        var to = DateTimeOffset.UtcNow.AddSeconds(4);
        using var ordered = await client.PostAsJsonAsync(
            "/api/recording/clips", new { cameraIds = new[] { camera }, from = Text(to.AddSeconds(-5)), to = Text(to), reason = "" }, Stop);
        var id = (await ordered.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetGuid();
        Assert.Equal("waiting", (await client.GetFromJsonAsync<JsonElement>($"/api/recording/clips/{id}", Stop)).GetProperty("state").GetString());

        var clip = await RecordingHost.WaitForAsync(
            () => client.GetFromJsonAsync<JsonElement>($"/api/recording/clips/{id}", Stop),
            clip => clip.GetProperty("state").GetString() is "ready" or "failed",
            "a finished clip");

        Assert.True(DateTimeOffset.UtcNow >= to);
        Assert.Equal("ready", clip.GetProperty("state").GetString());
        Assert.Empty(clip.GetProperty("gaps").EnumerateArray());
        Assert.True(clip.GetProperty("files")[0].GetProperty("bytes").GetInt64() > 5 * 25 * host.Cameras.PictureBytes * 0.9);
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    [Trait("Req", "S-27")]
    public async Task An_event_gets_three_minutes_before_and_after_it_once_and_the_footage_counts_as_an_incident(Dialect dialect)
    {
        await using var rig = await FootageRig.StartAsync(dialect);
        var at = Start.AddSeconds(180);
        await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(-4));
        await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(180));
        await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(357));
        var (clip, incident) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var wanted = new ClipWanted(clip, [rig.Camera], at, "Somebody in the yard", incident);
        var context = new EventContext(Guid.CreateVersion7(), "recording.clip-wanted", 1, at, clip, "system", null);
        await rig.Get<FollowClipsWanted>().HandleAsync(wanted, context, Stop);
        await rig.Get<FollowClipsWanted>().HandleAsync(wanted, context, Stop);
        var ready = await rig.FinishedClipAsync(clip);

        Assert.Equal((Text(Start), Text(Start.AddSeconds(360))), (ready.GetProperty("from").GetString(), ready.GetProperty("to").GetString()));
        var path = await rig.SaveAsync(await rig.Http.GetAsync($"/api/recording/clips/{clip}/files/{rig.Camera}.mp4", Stop), "s27.mp4");
        await Judge.DecodesAsync(path);
        // From the key picture at the start: two seconds, six in the middle, and three at the end.
        Assert.Equal(50 + 150 + 75, (await Tool.PacketsAsync(path, 0)).Count);
        var told = Assert.Single(await rig.ToldAsync("recording.clip-ready"));
        Assert.Equal(incident, told.GetProperty("correlation").GetGuid());
        var mark = Assert.Single(rig.Get<FootageMarks>().Between(rig.Camera, Start.AddHours(-1), Start.AddHours(2)));
        Assert.Equal((FootageClass.Incident, Start, Start.AddSeconds(360)), (mark.Class, mark.From, mark.To));
    }

    [Fact]
    public async Task A_clip_interrupted_by_a_restart_is_made_again_and_what_was_left_of_it_is_gone()
    {
        using var folder = new TemporaryFolder();
        await using var rig = await FootageRig.StartAsync(data: folder.Path);
        await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(0));
        var job = JobOf(rig.Camera, ClipState.Running);
        var leftover = System.IO.Path.Combine(rig.ClipFolder(job.Id), "torn.mp4.part");
        Directory.CreateDirectory(rig.ClipFolder(job.Id));
        await File.WriteAllTextAsync(leftover, "half", Stop);
        await rig.Get<ClipStore>().AddAsync(job, null, Stop);
        rig.Get<ClipProgress>().Order();

        Assert.Equal("ready", (await rig.FinishedClipAsync(job.Id)).GetProperty("state").GetString());
        Assert.False(File.Exists(leftover));
    }

    [Fact]
    public async Task A_waiting_clip_survives_a_restart_and_a_deletion_begun_before_it_is_ended_after_it()
    {
        using var folder = new TemporaryFolder();
        var (waiting, deleted) = (Guid.Empty, Guid.Empty);
        var camera = CameraId.New();
        await using (var rig = await FootageRig.StartAsync(data: folder.Path))
        {
            await rig.AddCameraAsync(camera, "Gate");
            await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(0), camera);
            waiting = await rig.OrderClipAsync(0, (DateTimeOffset.UtcNow - Start).TotalSeconds + 4, camera);
            Assert.Equal("waiting", (await rig.GetAsync($"/api/recording/clips/{waiting}")).GetProperty("state").GetString());
            var gone = JobOf(camera, ClipState.Ready);
            await rig.Get<ClipStore>().AddAsync(gone, null, Stop);
            Directory.CreateDirectory(rig.ClipFolder(gone.Id));
            Assert.True(await rig.Get<ClipStore>().MarkDeletingAsync(gone, TestTokens.Administrator, Stop));
            deleted = gone.Id;
        }

        await using var again = await FootageRig.StartAsync(data: folder.Path);
        Assert.Equal("ready", (await again.FinishedClipAsync(waiting)).GetProperty("state").GetString());
        _ = await RecordingHost.WaitForAsync(() => again.Get<ClipStore>().DeletingAsync(Stop), clips => clips.Count == 0, "an end of the deletion");
        Assert.False(Directory.Exists(again.ClipFolder(deleted)));
    }

    [Fact]
    public async Task A_camera_removed_meanwhile_still_has_its_clip()
    {
        await using var rig = await FootageRig.StartAsync();
        await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(0));
        await rig.Get<CameraRoster>().TakeAsync(
            [new RosterCamera { Id = rig.Camera, Name = "Front door", Wanted = false, Removed = true, Version = 2, ChangedAt = Start, ChangedBy = "ana" }], Stop);

        var ready = await rig.FinishedClipAsync(await rig.OrderClipAsync(0, 6));
        Assert.Equal("ready", ready.GetProperty("state").GetString());
        Assert.StartsWith("Front-door", ready.GetProperty("files")[0].GetProperty("name").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clip_of_nothing_and_one_for_which_there_is_no_room_fail_in_words_and_leave_nothing_behind()
    {
        using var elsewhere = new TemporaryFolder();
        await using var rig = await FootageRig.StartAsync(
            prepare: services => services.AddSingleton(new ClipFolder(elsewhere.Path, _ => new FreeSpace(1L << 30, 1 << 20))));
        await rig.RecordAsync(await TestClip.PlainAsync(), Seconds(0));

        var nothing = await rig.FinishedClipAsync(await rig.OrderClipAsync(100, 110));
        var noRoom = await rig.FinishedClipAsync(await rig.OrderClipAsync(0, 6));

        Assert.Equal("Nothing is recorded in this range.", nothing.GetProperty("error").GetString());
        Assert.Contains("no room", noRoom.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere.Path));
        Assert.Equal(2, (await rig.ToldAsync("recording.clip-failed")).Count);
        await RefusedAsync(await rig.Http.GetAsync($"/api/recording/clips/{noRoom.GetProperty("id").GetGuid()}/files/{rig.Camera}.mp4", Stop), 409, "not-ready");
    }

    [Fact]
    public async Task A_wrong_order_is_refused_by_the_name_of_its_field_and_nobody_without_the_right_gets_a_clip()
    {
        await using var rig = await FootageRig.StartAsync();
        var (from, to) = (Text(Start), Text(Start.AddSeconds(60)));
        var camera = rig.Camera.ToString();
        foreach (var (body, field) in new (object, string)[]
        {
            (new { cameraIds = Array.Empty<string>(), from, to }, "cameraIds"),
            (new { cameraIds = new[] { Guid.NewGuid().ToString() }, from, to }, "cameraIds"),
            (new { cameraIds = new[] { camera }, from = to, to = from }, "from"),
            (new { cameraIds = new[] { camera }, from = Text(Start.AddDays(-2)), to }, "to"),
            (new { cameraIds = new[] { camera }, from, to = Text(DateTimeOffset.UtcNow.AddMinutes(61)) }, "to"),
            (new { cameraIds = new[] { camera }, from, to, reason = new string('x', 501) }, "reason"),
        })
        {
            var problem = await RefusedAsync(await rig.Http.PostAsJsonAsync("/api/recording/clips", body, Stop), 400, "invalid-request");
            Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
        }

        using var member = rig.As(Roles.Member);
        await RefusedAsync(await member.GetAsync("/api/recording/clips", Stop), 403, "forbidden");
        await RefusedAsync(await member.GetAsync($"/api/recording/clips/{Guid.NewGuid()}/snapshot.jpg", Stop), 403, "forbidden");
    }

    private static ClipJob JobOf(CameraId camera, ClipState state) => new()
    {
        Id = Guid.CreateVersion7(),
        CameraIds = [camera],
        From = Start,
        To = Start.AddSeconds(5),
        Moment = Start.AddSeconds(2),
        Reason = "",
        State = state,
        CreatedAt = Start,
        CreatedBy = "ana",
    };
}
