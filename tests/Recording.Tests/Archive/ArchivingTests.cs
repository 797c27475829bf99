using Vedette.Foundation;
using Vedette.Media.Tests.Mp4;
using Vedette.Platform.Storage;
using Vedette.Recording.Archive;
using Vedette.Recording.Footage;
using Vedette.Recording.Settings;
using Xunit;

namespace Vedette.Recording.Tests.Archive;

/// <summary>A third party's S3 server, in good and in bad weather: what was recorded is there once, whole, and still here.</summary>
public sealed class ArchivingTests : IAsyncLifetime
{
    private S3Server _server = null!;
    private BadWeather _weather = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await S3Server.StartAsync();
        _weather = await BadWeather.StartAsync(_server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _weather.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    [Trait("Req", "O-23")]
    [Trait("Req", "O-22")]
    public async Task Each_segment_is_in_the_store_once_under_its_camera_and_day(Dialect dialect)
    {
        await using var rig = await ArchiveRig.StartAsync(dialect: dialect);
        await rig.UseAsync(_weather.Address, prefix: "site-7/");
        var recorded = await rig.RecordAsync();
        await rig.SettleAsync();
        await rig.RoundAsync();

        await rig.NothingIsLostAndNothingIsThereTwiceAsync(_server, recorded);
        var first = recorded[0];
        Assert.Contains(
            $"site-7/{first.CameraId}/{first.Start.UtcDateTime:yyyy'/'MM'/'dd}/{first.Start.UtcDateTime:yyyyMMdd'T'HHmmss.fff}Z-{first.Sequence:D8}.mp4",
            _server.Objects.Keys);
        Assert.Equal("healthy", (await rig.StatusAsync()).GetProperty("state").GetString());
        Assert.Empty(rig.Alarms);
    }

    [Fact]
    [Trait("Req", "O-23")]
    public async Task Large_segments_travel_in_parts()
    {
        await using var rig = await ArchiveRig.StartAsync(ArchiveRig.Small);
        await rig.UseAsync(_weather.Address);
        var recorded = await rig.RecordAsync(TestClip.LargerAsync());
        Assert.Contains(recorded, segment => segment.Bytes > ArchiveRig.Small.WholeBytes);
        await rig.SettleAsync();

        await rig.NothingIsLostAndNothingIsThereTwiceAsync(_server, recorded);
        Assert.Contains(_weather.Requests, request => request.Contains("partNumber=2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Incidents_go_before_motion_and_motion_before_the_rest_each_oldest_first()
    {
        await using var rig = await ArchiveRig.StartAsync(ArchiveLimits.Default with { Parallel = 1 });
        await rig.UseAsync(_weather.Address);
        var recorded = await rig.RecordAsync();
        var more = await rig.RecordAsync(after: 20);
        await rig.ClassAsync(more[0], FootageClass.Motion);
        await rig.ClassAsync(more[2], FootageClass.Incident);
        await rig.SettleAsync();

        var order = _weather.Requests.Where(request => request.StartsWith("PUT", StringComparison.Ordinal) && request.EndsWith(".mp4", StringComparison.Ordinal))
            .Select(request => long.Parse(request[^12..^4])).ToList();
        Assert.Equal([more[2].Sequence, more[0].Sequence, .. recorded.Select(segment => segment.Sequence), more[1].Sequence], order);
    }

    [Fact]
    public async Task What_a_camera_s_policy_does_not_want_is_not_copied()
    {
        await using var rig = await ArchiveRig.StartAsync();
        await rig.UseAsync(_weather.Address);
        var other = CameraId.New();
        await rig.Footage.AddCameraAsync(other, "Back door");
        var recorded = await rig.RecordAsync();
        _ = await rig.RecordAsync(camera: other);
        await rig.ChooseAsync(rig.Footage.Camera, ArchiveChoice.Events);
        await rig.ChooseAsync(other, ArchiveChoice.None);
        await rig.ClassAsync(recorded[1], FootageClass.Motion);
        await rig.SettleAsync();

        Assert.Equal([ArchiveKey.Of("", recorded[1])], _server.Objects.Keys);
    }

    [Fact]
    [Trait("Req", "O-24")]
    [Trait("Req", "O-27")]
    public async Task A_store_that_is_down_costs_no_try_and_gets_everything_when_it_is_back()
    {
        await using var rig = await ArchiveRig.StartAsync();
        await rig.UseAsync(_server.Address);
        var recorded = await rig.RecordAsync();
        _server.Kill();
        for (var round = 0; round < 6; round++)
        {
            await rig.RoundAsync();
            rig.Time.Advance(TimeSpan.FromMinutes(2));
        }

        await rig.RoundAsync();
        var down = await rig.StatusAsync();
        Assert.Equal("failing", down.GetProperty("state").GetString());
        Assert.Equal(recorded.Count, down.GetProperty("queue").GetProperty("segments").GetInt64());
        Assert.Equal(0, down.GetProperty("deadLetters").GetInt64());
        Assert.Equal(["archive-failing"], rig.Alarms);

        await _server.RestartAsync();
        await rig.SettleAsync();
        await rig.NothingIsLostAndNothingIsThereTwiceAsync(_server, recorded);
        Assert.Empty(rig.Alarms);
    }

    [Theory]
    [InlineData(500, "InternalError", "waiting")]
    [InlineData(503, "SlowDown", "waiting")]
    [InlineData(507, "InsufficientStorage", "failing")]
    [InlineData(403, "QuotaExceeded", "failing")]
    [InlineData(403, "SignatureDoesNotMatch", "failing")]
    [InlineData(403, "InvalidAccessKeyId", "failing")]
    [InlineData(404, "NoSuchBucket", "failing")]
    [Trait("Req", "O-24")]
    public async Task A_store_that_refuses_everything_costs_no_try_and_gets_everything_when_it_takes_it(int status, string code, string state)
    {
        await using var rig = await ArchiveRig.StartAsync();
        await rig.UseAsync(_weather.Address);

        // It is well at first, so that a copy is the first to be refused.
        await rig.RoundAsync();
        var recorded = await rig.RecordAsync();
        _weather.Weather = request => request.Method is "PUT" or "POST" ? new Bad(status, code) : null;
        for (var round = 0; round < 4; round++)
        {
            await rig.RoundAsync();
            rig.Time.Advance(TimeSpan.FromSeconds(45));
        }

        var refused = await rig.StatusAsync();
        Assert.Equal(state, refused.GetProperty("state").GetString());
        Assert.Contains(code, refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(recorded.Count, refused.GetProperty("queue").GetProperty("segments").GetInt64());
        Assert.Empty(await rig.DeadLettersAsync());
        Assert.Equal(state == "failing" ? ["archive-failing"] : [], rig.Alarms);
        Assert.All(recorded, segment => Assert.True(rig.HasFile(segment)));

        _weather.Weather = null;
        await rig.SettleAsync();
        await rig.NothingIsLostAndNothingIsThereTwiceAsync(_server, recorded);
        Assert.Empty(rig.Alarms);
    }

    [Fact]
    public async Task A_store_that_is_full_for_footage_only_costs_no_try_either()
    {
        await using var rig = await ArchiveRig.StartAsync();
        await rig.UseAsync(_weather.Address);
        var recorded = await rig.RecordAsync();
        _weather.Weather = request => request.Method == "PUT" && IsFootage(request.Path) ? new Bad(507, "QuotaExceeded") : null;
        for (var round = 0; round < 4; round++)
        {
            await rig.RoundAsync();
            rig.Time.Advance(TimeSpan.FromMinutes(3));
        }

        Assert.Empty(await rig.DeadLettersAsync());
        Assert.All(recorded, segment => Assert.True(rig.HasFile(segment)));
        _weather.Weather = null;
        await rig.SettleAsync();
        await rig.NothingIsLostAndNothingIsThereTwiceAsync(_server, recorded);
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    [Trait("Req", "O-24")]
    [Trait("Req", "O-25")]
    public async Task Three_failed_tries_make_a_dead_letter_with_its_cause_and_the_file_stays(Dialect dialect)
    {
        using var log = new LogOfErrors();
        await using var rig = await ArchiveRig.StartAsync(dialect: dialect, log: log);
        await rig.UseAsync(_weather.Address);
        var recorded = await rig.RecordAsync();
        var cursed = ArchiveKey.Of("", recorded[1]);
        _weather.Weather = request => request.Method == "PUT" && request.Path.Value!.EndsWith(cursed, StringComparison.Ordinal) ? new Bad(500) : null;

        await rig.RoundAsync();
        Assert.Empty(await rig.DeadLettersAsync());
        Assert.Equal(1, Tries());
        await rig.RoundAsync();
        Assert.Equal(1, Tries());
        rig.Time.Advance(TimeSpan.FromSeconds(31));
        await rig.RoundAsync();
        Assert.Equal(2, Tries());
        rig.Time.Advance(TimeSpan.FromSeconds(100));
        await rig.RoundAsync();
        Assert.Equal(2, Tries());
        rig.Time.Advance(TimeSpan.FromSeconds(21));
        await rig.RoundAsync();
        Assert.Equal(3, Tries());
        rig.Time.Advance(TimeSpan.FromMinutes(9));
        await rig.RoundAsync();
        Assert.Equal(3, Tries());

        var letter = Assert.Single(await rig.DeadLettersAsync());
        Assert.Equal(recorded[1].Id, letter.GetProperty("segmentId").GetGuid());
        Assert.Equal("server-error", letter.GetProperty("cause").GetString());
        Assert.Equal(3, letter.GetProperty("tries").GetInt32());
        Assert.Contains("500", letter.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.True(rig.HasFile(recorded[1]));
        Assert.Contains(5350, log.Ids);
        Assert.Equal(["archive-dead-letters"], rig.Alarms);
        Assert.Equal(recorded.Count - 1, _server.Objects.Count);
        Assert.Null((await rig.RowAsync(recorded[1])).ArchivedAs);

        _weather.Weather = null;
        using var retried = await rig.RetryAsync(new { segmentIds = new[] { recorded[1].Id } });
        Assert.Equal(System.Net.HttpStatusCode.Accepted, retried.StatusCode);
        await rig.SettleAsync();
        await rig.NothingIsLostAndNothingIsThereTwiceAsync(_server, recorded);
        Assert.Empty(rig.Alarms);

        int Tries() => _weather.Requests.Count(request => request == $"PUT /{S3Server.Bucket}/{cursed}");
    }

    [Fact]
    [Trait("Req", "O-25")]
    public async Task Dead_letters_are_tried_again_when_a_store_that_was_away_is_back()
    {
        await using var rig = await ArchiveRig.StartAsync();
        await rig.UseAsync(_weather.Address);
        var recorded = await rig.RecordAsync();
        _weather.Weather = request => request.Method == "PUT" && IsFootage(request.Path) ? new Bad(500) : null;
        for (var round = 0; round < 3; round++)
        {
            await rig.RoundAsync();
            rig.Time.Advance(TimeSpan.FromSeconds(121));
        }

        Assert.Equal(recorded.Count, (await rig.DeadLettersAsync()).Count);
        _weather.Weather = static _ => new Bad(Cut: true);
        _ = await rig.RecordAsync(after: 20);
        await rig.RoundAsync();
        _weather.Weather = null;
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await rig.SettleAsync();
        Assert.Empty(await rig.DeadLettersAsync());
        Assert.Equal(2 * recorded.Count, _server.Objects.Count);
    }

    [Fact]
    public async Task A_store_in_which_nothing_moves_is_given_up_in_time_and_asked_again()
    {
        await using var rig = await ArchiveRig.StartAsync(ArchiveLimits.Default with { Stall = TimeSpan.FromSeconds(1) });
        await rig.UseAsync(_weather.Address);
        var recorded = await rig.RecordAsync();
        var never = new TaskCompletionSource();
        _weather.Weather = request => request.Method == "PUT" ? new Bad(Hold: never.Task) : null;
        await rig.RoundAsync();
        var slow = await rig.StatusAsync();
        Assert.Equal("waiting", slow.GetProperty("state").GetString());
        Assert.Equal(recorded.Count, slow.GetProperty("queue").GetProperty("segments").GetInt64());

        _weather.Weather = null;
        never.SetResult();
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await rig.SettleAsync();
        await rig.NothingIsLostAndNothingIsThereTwiceAsync(_server, recorded);
    }

    [Fact]
    public async Task A_copy_spoilt_on_the_way_is_none()
    {
        await using var rig = await ArchiveRig.StartAsync();
        await rig.UseAsync(_weather.Address);
        var recorded = await rig.RecordAsync();
        var spoilt = 0;
        _weather.Weather = request => request.Method == "PUT" && IsFootage(request.Path) && Interlocked.Increment(ref spoilt) == 1 ? new Bad(Spoil: true) : null;
        await rig.RoundAsync();
        Assert.Equal(recorded.Count - 1, _server.Objects.Count);
        Assert.Equal(recorded.Count - 1, (await rig.StatusAsync()).GetProperty("archivedSegments").GetInt64());

        await rig.SettleAsync();
        await rig.NothingIsLostAndNothingIsThereTwiceAsync(_server, recorded);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_whose_tags_mean_something_else_is_read_back_before_it_is_believed(bool spoil)
    {
        await using var rig = await ArchiveRig.StartAsync();
        await rig.UseAsync(_weather.Address);
        var recorded = await rig.RecordAsync();
        _weather.Weather = request => new Bad(Tag: "\"an-encrypted-bucket\"", Spoil: spoil && request.Method == "PUT" && IsFootage(request.Path));
        await rig.RoundAsync();

        Assert.Equal(spoil ? 0 : recorded.Count, (await rig.StatusAsync()).GetProperty("archivedSegments").GetInt64());
        Assert.Contains(_weather.Requests, request => request.StartsWith("GET", StringComparison.Ordinal) && request.EndsWith(".mp4", StringComparison.Ordinal));
        _weather.Weather = null;
        await rig.SettleAsync();
        await rig.NothingIsLostAndNothingIsThereTwiceAsync(_server, recorded);
    }

    [Fact]
    [Trait("Req", "O-27")]
    public async Task A_copy_the_store_took_without_our_hearing_of_it_is_not_sent_twice()
    {
        await using var rig = await ArchiveRig.StartAsync();
        await rig.UseAsync(_weather.Address);
        var recorded = await rig.RecordAsync();
        _weather.Weather = request => request.Method == "PUT" && IsFootage(request.Path) ? new Bad(LoseAnswer: true) : null;
        await rig.RoundAsync();
        _weather.Weather = null;
        await rig.SettleAsync();

        await rig.NothingIsLostAndNothingIsThereTwiceAsync(_server, recorded);
        Assert.Equal(recorded.Count, _weather.Requests.Count(request => request.StartsWith("PUT", StringComparison.Ordinal) && request.EndsWith(".mp4", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_server_killed_in_the_middle_of_an_upload_in_parts_has_nothing_half_and_nothing_twice()
    {
        await using var rig = await ArchiveRig.StartAsync(ArchiveRig.Small);
        await rig.UseAsync(_weather.Address);
        var recorded = await rig.RecordAsync(TestClip.LargerAsync());
        var isKilled = 0;
        _weather.Weather = request => new Bad(AfterIt: done =>
        {
            if (done.QueryString.Value!.Contains("partNumber=2", StringComparison.Ordinal) && Interlocked.Exchange(ref isKilled, 1) == 0)
            {
                _server.Kill();
            }
        });
        await rig.RoundAsync();
        Assert.Equal(1, isKilled);
        var seen = _server.Objects.Count;
        Assert.Equal(seen, (await rig.StatusAsync()).GetProperty("archivedSegments").GetInt64());

        _weather.Weather = null;
        await _server.RestartAsync();
        await rig.SettleAsync();
        await rig.NothingIsLostAndNothingIsThereTwiceAsync(_server, recorded);
    }

    [Fact]
    public async Task A_recorder_that_is_gone_in_the_middle_of_an_upload_in_parts_goes_on_where_the_index_stands()
    {
        using var folder = new Vedette.Support.TemporaryFolder();
        IReadOnlyList<Segment> recorded;
        long before;
        await using (var rig = await ArchiveRig.StartAsync(ArchiveRig.Small, data: folder.Path))
        {
            await rig.UseAsync(_weather.Address);
            recorded = await rig.RecordAsync(TestClip.LargerAsync());
            var isGone = new TaskCompletionSource();
            using var gone = new CancellationTokenSource();

            // From the second part on the network is dead: nothing can be taken back, as when the process is killed.
            var dead = 0;
            _weather.Weather = request =>
            {
                if (request.QueryString.Value!.Contains("partNumber=2", StringComparison.Ordinal))
                {
                    Volatile.Write(ref dead, 1);
                    isGone.TrySetResult();
                }

                return Volatile.Read(ref dead) == 1 ? new Bad(Cut: true) : null;
            };
            var round = rig.Get<Archiver>().RunAsync(gone.Token);
            await isGone.Task.WaitAsync(TimeSpan.FromSeconds(60), Stop);
            await gone.CancelAsync();
            _ = await Record.ExceptionAsync(() => round);
            before = _server.Objects.Count;
            Assert.True(before < recorded.Count);
        }

        _weather.Weather = null;
        await using var next = await ArchiveRig.StartAsync(ArchiveRig.Small, data: folder.Path);
        await next.Footage.AddCameraAsync(recorded[0].CameraId, "Front door");
        await next.SettleAsync();
        await next.NothingIsLostAndNothingIsThereTwiceAsync(_server, recorded);
    }

    [Fact]
    public async Task The_pace_holds_within_a_segment_and_for_all_together()
    {
        const long Limit = 64 << 10;
        await using var rig = await ArchiveRig.StartAsync();
        await rig.UseAsync(_weather.Address, limit: Limit);
        var recorded = await rig.RecordAsync(TestClip.LargerAsync());
        var started = TimeProvider.System.GetTimestamp();
        await rig.RoundAsync();
        var took = TimeProvider.System.GetElapsedTime(started);

        // It may take any time longer on a busy machine, but never less; the first piece of 32 KiB goes at once.
        var bytes = recorded.Sum(segment => segment.Bytes);
        Assert.True(bytes > 2 * 32 << 10, "The clip is too small to say anything.");
        Assert.True(took.TotalSeconds >= (double)(bytes - (2 * 32 << 10)) / Limit, $"{bytes} bytes in {took}.");
        await rig.NothingIsLostAndNothingIsThereTwiceAsync(_server, recorded);
    }

    [Fact]
    public async Task A_file_that_is_gone_or_altered_is_a_dead_letter_and_holds_nobody_up()
    {
        await using var rig = await ArchiveRig.StartAsync();
        await rig.UseAsync(_weather.Address);
        var recorded = await rig.RecordAsync();
        var volume = rig.Get<VolumeSet>().All[0];
        File.Delete(volume.Resolve(recorded[0]));
        var bytes = await File.ReadAllBytesAsync(volume.Resolve(recorded[1]), Stop);
        bytes[^1] ^= 0xFF;
        await File.WriteAllBytesAsync(volume.Resolve(recorded[1]), bytes, Stop);
        for (var round = 0; round < 4; round++)
        {
            await rig.RoundAsync();
            rig.Time.Advance(TimeSpan.FromMinutes(3));
        }

        Assert.Equal([ArchiveKey.Of("", recorded[2])], _server.Objects.Keys);
        var causes = (await rig.DeadLettersAsync()).ToDictionary(
            letter => letter.GetProperty("segmentId").GetGuid(), letter => letter.GetProperty("cause").GetString());
        Assert.Equal("file-gone", causes[recorded[0].Id]);
        Assert.Equal("checksum", causes[recorded[1].Id]);
    }

    private static bool IsFootage(string? path) => path!.EndsWith(".mp4", StringComparison.Ordinal);
}
