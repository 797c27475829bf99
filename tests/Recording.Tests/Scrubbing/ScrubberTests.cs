using System.Net;
using System.Text.Json;
using Vedette.Contracts.Recording;
using Vedette.Media.Tests.Mp4;
using Vedette.Platform.Storage;
using Vedette.Recording.Alarms;
using Vedette.Recording.Disks;
using Vedette.Recording.Footage;
using Vedette.Recording.Scrubbing;
using Vedette.Recording.Storage;
using Vedette.Recording.Tests.Playback;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Writing;
using Xunit;

namespace Vedette.Recording.Tests.Scrubbing;

public sealed class ScrubberTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task What_is_not_as_it_was_recorded_is_told_by_name_and_kept(Dialect dialect)
    {
        await using var rig = await FootageRig.StartAsync(dialect);
        var segments = await RecordAsync(rig, 10);
        await ScrubAsync(rig);
        Assert.Empty((await AskAsync(rig)).GetProperty("damaged").EnumerateArray());
        Assert.DoesNotContain(rig.Get<AlarmBoard>().All, alarm => alarm.Code == "scrub-damage");

        Change(rig, segments[0], bytes => bytes[^1] ^= 1);
        using (var file = File.OpenHandle(PathOf(rig, segments[1]), FileMode.Open, FileAccess.Write))
        {
            RandomAccess.SetLength(file, segments[1].Bytes / 2);
        }

        File.Delete(PathOf(rig, segments[2]));
        await ScrubAsync(rig);

        var found = await AskAsync(rig);
        Assert.Equal(
            [(segments[0].Id, "altered"), (segments[1].Id, "truncated"), (segments[2].Id, "missing")],
            found.GetProperty("damaged").EnumerateArray()
                .Select(one => (one.GetProperty("segmentId").GetGuid(), one.GetProperty("problem").GetString()!))
                .OrderBy(one => segments.ToList().FindIndex(segment => segment.Id == one.Item1)));
        Assert.Equal(1, found.GetProperty("progress").GetDouble());
        Assert.True(File.Exists(PathOf(rig, segments[0])) && File.Exists(PathOf(rig, segments[1])));
        Assert.Contains(rig.Get<AlarmBoard>().All, alarm => alarm.Code == "scrub-damage");
        Assert.Equal(3, await ActionsAsync(rig));

        await ScrubAsync(rig);
        Assert.Equal(3, await ActionsAsync(rig));
    }

    [Fact]
    public async Task A_segment_put_in_the_place_of_another_breaks_the_chain()
    {
        await using var rig = await FootageRig.StartAsync();
        var segments = await RecordAsync(rig, 3);
        var forged = segments[1] with { ChainHash = new byte[32] };
        await rig.Get<AuditStore>().ReplaceAsync(
            rig.Camera, DateOnly.FromDateTime(forged.Start.UtcDateTime), [segments[1]], [forged], null, null, Stop);
        await ScrubAsync(rig);

        Assert.Contains(
            ("chain-broken", segments[1].Id),
            (await AskAsync(rig)).GetProperty("damaged").EnumerateArray().Select(one => (one.GetProperty("problem").GetString()!, one.GetProperty("segmentId").GetGuid())));
    }

    [Fact]
    public async Task Footage_the_index_lacks_is_found_again_and_so_is_a_gap()
    {
        await using var rig = await FootageRig.StartAsync();
        var segments = await RecordAsync(rig, 4);
        await rig.Get<IndexStore>().WriteAsync([new Fact.Deleted(NameOf(segments[1]))], Stop);
        var gap = new Gap
        {
            Id = Guid.CreateVersion7(),
            CameraId = rig.Camera,
            Start = segments[^1].End,
            End = segments[^1].End.AddSeconds(5),
            Cause = GapCause.CameraRefused,
            Detail = "",
        };
        var set = new CommitSet();
        var journal = new GapJournal(LocalDisk.Instance, rig.Get<VolumeSet>().All[0], rig.Camera);
        journal.Note(GapNote.Of(gap, withdrawn: false));
        Assert.Null(journal.Append(set));
        set.FlushEach(LocalDisk.Instance);
        Assert.Null(set.Take());
        // Complete is what the recorder no longer writes to.
        rig.Get<LiveFootage>().Set(rig.Camera, new FootageState { CompleteBelow = long.MaxValue });

        await ScrubAsync(rig);

        Assert.Equal(segments.Select(segment => segment.Id), (await rig.Get<IndexStore>().AllSegmentsAsync(rig.Camera, Stop)).Select(segment => segment.Id));
        Assert.Equal(gap.Id, Assert.Single(await rig.Get<IndexStore>().AllGapsAsync(rig.Camera, Stop)).Id);
        Assert.Empty((await AskAsync(rig)).GetProperty("damaged").EnumerateArray());
    }

    [Fact]
    public async Task A_volume_that_is_not_there_is_left_out_and_its_findings_stand()
    {
        await using var rig = await FootageRig.StartAsync();
        var segments = await RecordAsync(rig, 2);
        var away = segments[0] with { VolumeId = Guid.CreateVersion7() };
        await rig.Get<AuditStore>().ReplaceAsync(
            rig.Camera, DateOnly.FromDateTime(away.Start.UtcDateTime), [segments[0]], [away], null, null, Stop);
        File.Delete(PathOf(rig, segments[0]));

        await ScrubAsync(rig);

        var told = await AskAsync(rig);
        Assert.Empty(told.GetProperty("damaged").EnumerateArray());
        Assert.Equal(segments.Count - 1, told.GetProperty("checked").GetInt64());
    }

    [Fact]
    public async Task A_pass_goes_on_where_it_was_interrupted()
    {
        await using var rig = await FootageRig.StartAsync();
        var segments = await RecordAsync(rig, 3);
        var store = rig.Get<ScrubStore>();
        var pass = await store.BeginAsync(FootageRig.Start, Stop);
        var day = DateOnly.FromDateTime(segments[0].Start.UtcDateTime);
        _ = await store.SaveAsync(
            pass with { AtCamera = rig.Camera, AtDay = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddDays(1), Checked = 77 },
            rig.Camera, day, [], FootageRig.Start, Stop);

        await ScrubAsync(rig);

        Assert.Equal(77, (await store.LatestAsync(Stop))!.Checked);
    }

    [Fact]
    public async Task Who_may_configure_starts_it_and_who_may_not_is_refused()
    {
        await using var rig = await FootageRig.StartAsync();
        using var member = rig.As("member");
        using var refused = await member.PostAsync("/api/recording/scrub", null, Stop);
        using var accepted = await rig.Http.PostAsync("/api/recording/scrub", null, Stop);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        _ = await RecordingHost.WaitForAsync(
            () => AskAsync(rig), told => !told.GetProperty("running").GetBoolean() && told.GetProperty("finishedAt").ValueKind == JsonValueKind.String, "an end");
    }

    [Theory]
    [InlineData("2026-11-21T01:00:00Z", "2026-11-21T02:00:00Z")]
    [InlineData("2026-11-21T02:00:00Z", "2026-11-22T02:00:00Z")]
    [InlineData("2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z")]
    public void It_strikes_at_the_hour_of_the_place_even_in_the_night_clocks_are_changed(string now, string next)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        Assert.Equal(
            DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture),
            ScrubWorker.NextAfter(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), 3, zone));
    }

    private static async Task<IReadOnlyList<Segment>> RecordAsync(FootageRig rig, int atLeast)
    {
        var segments = new List<Segment>();
        for (var after = 0; segments.Count < atLeast; after += 20)
        {
            segments.AddRange(await rig.RecordAsync(await TestClip.PlainAsync(), FootageRig.Seconds(after)));
        }

        return segments;
    }

    private static Task ScrubAsync(FootageRig rig) => rig.Get<Scrubber>().RunAsync(Stop);

    private static Task<JsonElement> AskAsync(FootageRig rig) => rig.GetAsync("/api/recording/scrub");

    private static Task<int> ActionsAsync(FootageRig rig) => rig.Get<Database<RecordingModule>>().ReadAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "select count(*) from outbox where type = 'audit.action-recorded' and data like '%scrub-damage-found%'";
            return Convert.ToInt32(await command.ExecuteScalarAsync(Stop), System.Globalization.CultureInfo.InvariantCulture);
        },
        Stop);

    private static SegmentName NameOf(Segment segment) => new(segment.CameraId, segment.Start, segment.Sequence);

    private static string PathOf(FootageRig rig, Segment segment) => rig.Get<VolumeSet>().Find(segment.VolumeId)!.Resolve(segment);

    private static void Change(FootageRig rig, Segment segment, Action<byte[]> change)
    {
        var bytes = File.ReadAllBytes(PathOf(rig, segment));
        change(bytes);
        File.WriteAllBytes(PathOf(rig, segment), bytes);
    }
}
