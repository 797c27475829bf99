using System.Text.Json;
using Vedette.Contracts.Recording;
using Vedette.Foundation;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;
using Vedette.Recording.Storage;
using Vedette.Recording.Tests.Playback;
using Vedette.Recording.Tests.Rig;
using Xunit;

namespace Vedette.Recording.Tests.Coverage;

public sealed class CoverageApiTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    // The morning clocks in Berlin went forward: 2026-03-29 has 23 hours there.
    private static readonly DateTimeOffset Midnight = new(2026, 3, 28, 23, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    [Trait("Req", "R-59")]
    public async Task Every_second_of_a_day_is_recorded_or_has_a_cause_and_stays_so_when_the_footage_is_deleted(Dialect dialect)
    {
        await using var rig = await FootageRig.StartAsync(dialect);
        await RecordAsync(rig, rig.Camera);
        var before = await AskAsync(rig, "Europe/Berlin", "2026-03-29", "2026-03-29");

        var day = Assert.Single(before.GetProperty("days").EnumerateArray());
        Assert.Equal("2026-03-29", day.GetProperty("day").GetString());
        Assert.Equal(23 * 3600, day.GetProperty("seconds").GetDouble());
        Assert.Equal(6000, day.GetProperty("recordedSeconds").GetDouble());
        Assert.Equal(
            [("camera-unreachable", 3600.0, 1), ("switched-off", (23 * 3600) - 9600.0, 1)],
            day.GetProperty("gaps").EnumerateArray().Select(gap =>
                (gap.GetProperty("cause").GetString()!, gap.GetProperty("seconds").GetDouble(), gap.GetProperty("count").GetInt32())));
        Assert.Equal(9600, day.GetProperty("wantedSeconds").GetDouble());
        Assert.Equal(0.625, day.GetProperty("ratio").GetDouble(), 6);

        await rig.Get<IndexStore>().WriteAsync(
            [.. Names(rig.Camera).Select(name => new Fact.Deleted(name))], Stop);
        Assert.Equal(before.ToString(), (await AskAsync(rig, "Europe/Berlin", "2026-03-29", "2026-03-29")).ToString());
    }

    [Fact]
    public async Task A_place_with_half_hours_gets_its_own_days_of_the_same_footage()
    {
        await using var rig = await FootageRig.StartAsync();
        await RecordAsync(rig, rig.Camera);

        var days = (await AskAsync(rig, "Asia/Kathmandu", "2026-03-28", "2026-03-31")).GetProperty("days").EnumerateArray().ToList();

        Assert.Equal(["2026-03-28", "2026-03-29", "2026-03-30", "2026-03-31"], days.Select(day => day.GetProperty("day").GetString()));
        Assert.Equal(6000, days.Sum(day => day.GetProperty("recordedSeconds").GetDouble()));
        Assert.All(days, day => Assert.Equal(
            day.GetProperty("seconds").GetDouble(),
            day.GetProperty("recordedSeconds").GetDouble() + day.GetProperty("outsideSeconds").GetDouble()
                + day.GetProperty("gaps").EnumerateArray().Sum(gap => gap.GetProperty("seconds").GetDouble()),
            6));
    }

    [Fact]
    public async Task All_cameras_are_told_at_once()
    {
        await using var rig = await FootageRig.StartAsync();
        await RecordAsync(rig, rig.Camera);

        var all = await rig.GetAsync("/api/recording/coverage?from=2026-03-29&to=2026-03-30&timeZone=Europe/Berlin");

        var camera = Assert.Single(all.GetProperty("cameras").EnumerateArray());
        Assert.Equal("Front door", camera.GetProperty("name").GetString());
        Assert.Equal(2, camera.GetProperty("days").GetArrayLength());
    }

    [Fact]
    public async Task The_table_is_for_spreadsheets_and_no_name_of_a_camera_becomes_a_formula()
    {
        await using var rig = await FootageRig.StartAsync();
        var camera = CameraId.New();
        await rig.AddCameraAsync(camera, "=HYPERLINK(\"http://x\",\"y\")");
        await RecordAsync(rig, camera);

        using var reply = await rig.Http.GetAsync(
            $"/api/recording/coverage.csv?from=2026-03-29&to=2026-03-30&timeZone=Europe/Berlin&cameraIds={camera}", Stop);
        var text = await reply.Content.ReadAsStringAsync(Stop);

        Assert.Equal("text/csv", reply.Content.Headers.ContentType!.MediaType);
        Assert.Equal("coverage-2026-03-29-2026-03-30.csv", reply.Content.Headers.ContentDisposition!.FileName);
        var lines = text.Split("\r\n");
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("camera_id,camera,day,time_zone,seconds,wanted_seconds,recorded_seconds,outside_seconds,ratio,camera-unreachable,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{camera},\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",2026-03-29,Europe/Berlin,82800,9600,6000,0,0.625,3600,", lines[1], StringComparison.Ordinal);
        Assert.Equal("", lines[3]);
    }

    [Theory]
    [InlineData("coverage?timeZone=Mars/Base", "timeZone")]
    [InlineData("coverage?from=29.03.2026", "from")]
    [InlineData("coverage?from=2026-03-30&to=2026-03-29", "from")]
    [InlineData("coverage?from=2020-01-01&to=2026-03-29", "to")]
    [InlineData("coverage.csv?cameraIds=nobody", "cameraIds")]
    public async Task A_wrong_question_is_told_what_is_wrong_with_it(string question, string field)
    {
        await using var rig = await FootageRig.StartAsync();

        using var reply = await rig.Http.GetAsync($"/api/recording/{question}", Stop);
        var problem = await FootageRig.RefusedAsync(reply, 400, "invalid-request");

        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Today_is_accounted_for_up_to_now_with_what_is_being_written()
    {
        await using var host = await RecordingHost.StartAsync();
        using var client = host.Client();
        var camera = CameraId.New();
        await host.AddAsync(camera);
        _ = await host.IndexedAsync(camera, 2);

        var reply = JsonDocument.Parse(await client.GetStringAsync($"/api/recording/cameras/{camera}/coverage", Stop)).RootElement;

        var today = reply.GetProperty("days").EnumerateArray().Last();
        Assert.InRange(today.GetProperty("recordedSeconds").GetDouble(), 3, 60);
        Assert.InRange(today.GetProperty("ratio").GetDouble(), 0.5, 1);
        Assert.Equal(DateTimeOffset.UtcNow.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), today.GetProperty("day").GetString());
    }

    private static Task<JsonElement> AskAsync(FootageRig rig, string zone, string from, string to) =>
        rig.GetAsync($"/api/recording/cameras/{rig.Camera}/coverage?from={from}&to={to}&timeZone={zone}");

    private static IEnumerable<SegmentName> Names(CameraId camera) =>
        Enumerable.Range(1, 600).Select(number => new SegmentName(camera, Midnight.AddSeconds((number - 1) * 10), number));

    /// <summary>An hour and two thirds recorded from midnight on, an hour of outage, switched off since.</summary>
    private static async Task RecordAsync(FootageRig rig, CameraId camera)
    {
        var end = Midnight.AddSeconds(6000);
        var outage = GapOf(camera, end, end.AddHours(1), GapCause.CameraUnreachable);
        var off = GapOf(camera, end.AddHours(1), null, GapCause.SwitchedOff);
        await rig.Get<IndexStore>().WriteAsync(
            [.. Names(camera).Select(name => new Fact.Recorded(SegmentOf(name))), new Fact.Missing(outage), new Fact.Missing(off)], Stop);
    }

    private static Gap GapOf(CameraId camera, DateTimeOffset start, DateTimeOffset? end, GapCause cause) => new()
    {
        Id = Guid.CreateVersion7(start),
        CameraId = camera,
        Start = start,
        End = end,
        Cause = cause,
        Detail = "",
    };

    private static Segment SegmentOf(SegmentName name) => new()
    {
        Id = SegmentName.IdOf(name.CameraId, name.Sequence),
        CameraId = name.CameraId,
        RunId = Guid.Empty,
        Sequence = name.Sequence,
        Start = name.Start,
        End = name.Start.AddSeconds(10),
        Bytes = 1000,
        Codec = "avc1.64001e",
        Width = 640,
        Height = 360,
        Sha256 = [1],
        ChainHash = [2],
        VolumeId = Guid.Empty,
        Path = name.Path,
    };
}
