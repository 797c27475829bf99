using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;
using Vedette.Recording.Holds;
using Vedette.Recording.Storage;
using Vedette.Recording.Tests.Retention;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Writing;
using Vedette.Support;
using Xunit;

namespace Vedette.Recording.Tests.Holds;

public sealed class HoldTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task A_hold_is_placed_changed_and_released_and_every_step_is_written_down(Dialect dialect)
    {
        await using var host = await RecordingHost.StartAsync(dialect);
        using var client = host.Client();
        var camera = CameraId.New();
        await host.AddAsync(camera, recording: false);
        using var rig = new RetentionRig(host);
        await host.Index.WriteAsync([.. rig.Row(camera, Noon, count: 4).Select(name => new Fact.Recorded(rig.RowOf(name)))], Stop);

        var placed = await client.PostAsJsonAsync(
            "/api/recording/holds", new { cameraIds = new[] { camera }, from = Noon, to = Noon.AddSeconds(20), reason = " Theft " }, Stop);
        Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
        var id = (await placed.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("id").GetGuid();
        Assert.True(host.Get<LiveHolds>().IsHeld(camera, Noon.AddSeconds(19), Noon.AddSeconds(30)));
        Assert.False(host.Get<LiveHolds>().IsHeld(camera, Noon.AddSeconds(20), Noon.AddSeconds(30)));

        var end = DateTimeOffset.UtcNow.AddDays(1);
        var changed = await client.PatchAsJsonAsync($"/api/recording/holds/{id}", new { reason = "Burglary", expiresAt = end }, Stop);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var listed = await client.GetFromJsonAsync<JsonElement>($"/api/recording/holds?state=active&cameraId={camera}", Stop);
        var hold = Assert.Single(listed.GetProperty("items").EnumerateArray().ToList());
        Assert.Equal("Burglary", hold.GetProperty("reason").GetString());
        Assert.Equal("active", hold.GetProperty("state").GetString());
        Assert.Equal(2000, hold.GetProperty("bytes").GetInt64());

        var released = await client.PostAsJsonAsync($"/api/recording/holds/{id}/release", new { reason = "Solved" }, Stop);
        Assert.Equal(HttpStatusCode.NoContent, released.StatusCode);
        Assert.False(host.Get<LiveHolds>().IsHeld(camera, Noon, Noon.AddSeconds(30)));
        var ended = await client.GetFromJsonAsync<JsonElement>($"/api/recording/holds/{id}", Stop);
        Assert.Equal("released", ended.GetProperty("state").GetString());
        Assert.Equal("Solved", ended.GetProperty("releaseReason").GetString());

        var again = await client.PostAsJsonAsync($"/api/recording/holds/{id}/release", new { reason = "Solved" }, Stop);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        var late = await client.PatchAsJsonAsync($"/api/recording/holds/{id}", new { reason = "Again" }, Stop);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal(["recording.hold-placed", "recording.hold-changed", "recording.hold-released"], await ActionsAsync(host));
        Assert.Equal(["recording.hold-placed", "recording.hold-released"], await EventsAsync(host, "recording.hold%"));
    }

    [Fact]
    public async Task A_wrong_hold_is_refused_field_by_field()
    {
        await using var host = await RecordingHost.StartAsync();
        using var client = host.Client();
        var camera = CameraId.New();
        await host.AddAsync(camera, recording: false);
        foreach (var (field, body) in new (string, object)[]
        {
            ("cameraIds", new { cameraIds = Array.Empty<CameraId>(), from = Noon, to = Noon.AddHours(1), reason = "x" }),
            ("cameraIds", new { cameraIds = new[] { CameraId.New() }, from = Noon, to = Noon.AddHours(1), reason = "x" }),
            ("to", new { cameraIds = new[] { camera }, from = Noon, to = Noon, reason = "x" }),
            ("from", new { cameraIds = new[] { camera }, from = DateTimeOffset.MinValue, to = Noon, reason = "x" }),
            ("from", new { cameraIds = new[] { camera }, from = Noon, to = DateTimeOffset.MaxValue, reason = "x" }),
            ("reason", new { cameraIds = new[] { camera }, from = Noon, to = Noon.AddHours(1), reason = " " }),
            ("reason", new { cameraIds = new[] { camera }, from = Noon, to = Noon.AddHours(1), reason = new string('x', 501) }),
            ("expiresAt", new { cameraIds = new[] { camera }, from = Noon, to = Noon.AddHours(1), reason = "x", expiresAt = Noon.AddYears(-1) }),
        })
        {
            var answer = await client.PostAsJsonAsync("/api/recording/holds", body, Stop);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("errors").TryGetProperty(field, out _), field);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/api/recording/holds?state=gone", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/api/recording/holds?state=1", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/recording/holds/{Guid.NewGuid()}", Stop)).StatusCode);
        Assert.Empty(host.Get<LiveHolds>().All);
    }

    [Fact]
    public async Task A_hold_whose_time_is_over_ends_by_itself_and_that_is_written_down()
    {
        await using var host = await RecordingHost.StartAsync();
        var camera = CameraId.New();
        await host.Get<HoldDesk>().PlaceAsync(HoldOf(camera) with { ExpiresAt = DateTimeOffset.UtcNow.AddMilliseconds(300) }, null, Stop);
        _ = await RecordingHost.WaitForAsync(
            () => Task.FromResult(host.Get<LiveHolds>().IsHeld(camera, Noon, Noon.AddSeconds(1))), isHeld => !isHeld, "an end");
        await host.Get<HoldDesk>().MeetDatabaseAsync(Stop);

        Assert.Empty(host.Get<LiveHolds>().All);
        Assert.Contains("recording.hold-expired", await ActionsAsync(host));
        Assert.Equal(HoldState.Expired, Assert.Single(await host.Get<HoldStore>().ListAsync(null, camera, null, 10, Stop)).State);
    }

    [Fact]
    public async Task A_hold_outlives_a_database_that_lost_it_and_a_refused_one_leaves_nothing_behind()
    {
        await using var host = await RecordingHost.StartAsync();
        var camera = CameraId.New();
        var hold = HoldOf(camera);
        await host.Get<HoldDesk>().PlaceAsync(hold, null, Stop);
        await host.Get<Database<RecordingModule>>().WriteAsync(unit => unit.ExecuteAsync("delete from holds"), Stop);
        await host.Get<HoldDesk>().MeetDatabaseAsync(Stop);
        Assert.True(host.Get<LiveHolds>().IsHeld(camera, Noon, Noon.AddSeconds(1)));
        Assert.NotNull(await host.Get<HoldStore>().FindAsync(hold.Id, Stop));

        // The same id again: the database refuses it.
        var other = CameraId.New();
        _ = await Assert.ThrowsAnyAsync<Exception>(() => host.Get<HoldDesk>().PlaceAsync(hold with { CameraIds = [other] }, null, Stop));
        Assert.False(host.Get<LiveHolds>().IsHeld(other, Noon, Noon.AddSeconds(1)));
        await host.Get<HoldDesk>().MeetDatabaseAsync(Stop);
        Assert.True(host.Get<LiveHolds>().IsHeld(camera, Noon, Noon.AddSeconds(1)));
    }

    [Fact]
    public async Task What_there_is_of_a_range_when_its_hold_was_placed_stays_even_while_retention_deletes_it()
    {
        await using var host = await RecordingHost.StartAsync();
        for (var round = 0; round < 15; round++)
        {
            using var rig = new RetentionRig(host);
            var camera = CameraId.New();
            var start = rig.Time.GetUtcNow().AddDays(-5);
            _ = rig.Row(camera, start, count: 120);
            rig.Space.Limit(1, 1);
            var deleting = Task.Run(rig.RunAsync, Stop);
            await Task.Delay(round, Stop);
            await host.Get<HoldDesk>().PlaceAsync(HoldOf(camera) with { From = start.AddSeconds(400), To = start.AddSeconds(1000) }, null, Stop);
            var there = rig.Left(camera).Where(sequence => sequence is > 40 and <= 100).ToList();
            await deleting;
            await rig.RunAsync();

            Assert.Equal(there, rig.Left(camera).Where(sequence => sequence is > 40 and <= 100));
            Assert.Equal(120, rig.Left(camera)[^1]);
        }
    }

    [Fact]
    public async Task A_deletion_that_was_begun_is_not_finished_when_its_footage_is_held_now()
    {
        await using var host = await RecordingHost.StartAsync();
        var camera = CameraId.New();
        var name = new SegmentName(camera, Noon, 1);
        var path = Path.Combine(host.Volume.Root, name.Path);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, new byte[100], Stop);
        using var rig = new RetentionRig(host);
        await host.Index.WriteAsync([new Fact.Recorded(rig.RowOf(name) with { VolumeId = host.Volume.Id })], Stop);
        await host.Index.MarkDeletingAsync([name], Stop);
        await host.Get<HoldDesk>().PlaceAsync(HoldOf(camera), null, Stop);

        await host.Get<Recording.Index.FootageDeletion>().FinishAsync(Stop);

        Assert.True(File.Exists(path));
        Assert.Single(await host.Index.AllSegmentsAsync(camera, Stop));
    }

    [Fact]
    public async Task Footage_is_deleted_by_hand_with_a_reason_but_not_when_it_is_held()
    {
        await using var host = await RecordingHost.StartAsync();
        using var client = host.Client();
        var camera = CameraId.New();
        await host.AddAsync(camera);
        var segments = await host.IndexedAsync(camera, 4);
        var range = $"from={segments[0].Start:yyyy-MM-ddTHH:mm:ss.ffffffZ}&to={segments[1].End.AddMilliseconds(-1):yyyy-MM-ddTHH:mm:ss.ffffffZ}";
        var hold = HoldOf(camera) with { From = segments[1].Start, To = segments[1].End };
        await host.Get<HoldDesk>().PlaceAsync(hold, null, Stop);
        var url = $"/api/recording/cameras/{camera}/footage?{range}";

        var held = await client.DeleteAsync($"{url}&reason=privacy", Stop);
        Assert.Equal(HttpStatusCode.Conflict, held.StatusCode);
        Assert.Equal("held", (await held.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await client.DeleteAsync($"{url}&reason=%20", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.DeleteAsync(url, Stop)).StatusCode);

        _ = await host.Get<HoldDesk>().ReleaseAsync(hold, TestTokens.Administrator, "Solved", Stop);
        var deleted = await client.DeleteAsync($"{url}&reason=privacy", Stop);
        Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        Assert.Equal(2, (await deleted.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("segments").GetInt32());
        var first = new CameraFolder(host.Volume, camera).OldestFirst().First();
        Assert.Equal(3, first.Sequence);
        Assert.Contains("recording.footage-deleted", await ActionsAsync(host));
    }

    private static Hold HoldOf(CameraId camera) => new()
    {
        Id = Guid.CreateVersion7(),
        CameraIds = [camera],
        From = Noon,
        To = Noon.AddHours(1),
        Reason = "Theft",
        Owner = "ana",
        CreatedAt = Noon,
    };

    private static async Task<List<string>> ActionsAsync(RecordingHost host) => await host.Get<Database<RecordingModule>>().ReadAsync(
        async connection =>
        {
            var told = await connection.QueryAsync<string>("select data from outbox where type = 'audit.action-recorded' order by position");
            return told.Select(data => JsonDocument.Parse(data).RootElement.GetProperty("action").GetString()!).ToList();
        },
        Stop);

    private static Task<List<string>> EventsAsync(RecordingHost host, string pattern) => host.Get<Database<RecordingModule>>().ReadAsync(
        async connection => (await connection.QueryAsync<string>(
            "select type from outbox where type like @pattern order by position", new { pattern })).ToList(),
        Stop);
}
