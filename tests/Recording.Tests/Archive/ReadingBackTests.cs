using System.Net;
using System.Security.Cryptography;
using Vedette.Media.Tests.Mp4;
using Vedette.Platform.Storage;
using Vedette.Recording.Archive;
using Vedette.Recording.Footage;
using Vedette.Recording.Playback;
using Vedette.Recording.Storage;
using Vedette.Recording.Tests.Playback;
using Xunit;

namespace Vedette.Recording.Tests.Archive;

/// <summary>Footage whose files made room: it is seen, exported and deleted as if it were here.</summary>
public sealed class ReadingBackTests : IAsyncLifetime
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
    [Trait("Req", "O-26")]
    public async Task What_is_in_the_archive_only_is_listed_played_shown_and_exported(Dialect dialect)
    {
        await using var rig = await ArchiveRig.StartAsync(dialect: dialect);
        var recorded = await ArchivedAsync(rig, TestClip.WithAacAsync());
        var whole = await ExportAsync(rig, "here.mp4");
        await EvictAsync(rig, recorded);
        Assert.All(recorded, segment => Assert.False(rig.HasFile(segment)));

        _weather.Requests.Clear();
        var playlist = await rig.Footage.Http.GetStringAsync(rig.Footage.Path("playlist.m3u8", TimeSpan.Zero, TimeSpan.FromSeconds(30)), Stop);
        Assert.Equal(recorded.Count, playlist.Split("#EXTINF").Length - 1);
        Assert.Empty(_weather.Requests);

        var first = recorded[0];
        var original = await rig.Footage.Http.GetByteArrayAsync(rig.Footage.Path($"segments/{first.Id}.mp4") + "?original=true", Stop);
        Assert.Equal(first.Sha256, SHA256.HashData(original));
        using var shot = await rig.Footage.Http.GetAsync(rig.Footage.Path("snapshot.jpg") + $"?at={FootageRig.Text(recorded[1].Start.AddSeconds(1))}", Stop);
        Assert.Equal(HttpStatusCode.OK, shot.StatusCode);
        Assert.Equal(whole, await ExportAsync(rig, "there.mp4"));
    }

    [Fact]
    public async Task Many_readers_of_a_segment_cost_one_fetch_and_the_cache_keeps_within_its_bytes()
    {
        var limits = ArchiveLimits.Default with { CacheBytes = 1 };
        await using var rig = await ArchiveRig.StartAsync(limits);
        var recorded = await ArchivedAsync(rig, TestClip.PlainAsync());
        await EvictAsync(rig, recorded);
        var opened = new TaskCompletionSource();
        _weather.Requests.Clear();
        _weather.Weather = request => request.Method == "GET" ? new Bad(Hold: opened.Task) : null;
        var row = await rig.RowAsync(recorded[0]);
        var readers = Enumerable.Range(0, 8).Select(_ => rig.Get<SegmentFiles>().OpenAsync(row, Stop)).ToList();
        opened.SetResult();
        foreach (var file in await Task.WhenAll(readers))
        {
            using (file)
            {
                var bytes = new byte[RandomAccess.GetLength(file!)];
                Assert.Equal(bytes.Length, await RandomAccess.ReadAsync(file!, bytes, 0, Stop));
                Assert.Equal(row.Sha256, SHA256.HashData(bytes));
            }
        }

        Assert.Single(_weather.Requests);
        Assert.Empty(Directory.GetFiles(Path.Combine(rig.Footage.Host.DataDirectory, "temporary", "archive")));
    }

    [Fact]
    public async Task Nobody_waits_for_a_fetch_nobody_wants_any_more_and_the_next_one_asks_again()
    {
        await using var rig = await ArchiveRig.StartAsync();
        var recorded = await ArchivedAsync(rig, TestClip.PlainAsync());
        await EvictAsync(rig, recorded);
        var never = new TaskCompletionSource();
        _weather.Weather = request => request.Method == "GET" ? new Bad(Hold: never.Task) : null;
        var row = await rig.RowAsync(recorded[0]);
        using var gone = new CancellationTokenSource();
        var left = rig.Get<SegmentFiles>().OpenAsync(row, gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);

        _weather.Weather = null;
        using var file = await rig.Get<SegmentFiles>().OpenAsync(row, Stop);
        Assert.Equal(row.Bytes, RandomAccess.GetLength(file!));
    }

    [Fact]
    public async Task A_copy_altered_in_the_store_is_not_shown_as_footage()
    {
        await using var rig = await ArchiveRig.StartAsync();
        var recorded = await ArchivedAsync(rig, TestClip.PlainAsync());
        await EvictAsync(rig, recorded);
        var path = _server.FileOf(ArchiveKey.Of("", recorded[0]));
        var bytes = await File.ReadAllBytesAsync(path, Stop);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Stop);

        var row = await rig.RowAsync(recorded[0]);
        var refused = await Assert.ThrowsAsync<ArchiveException>(() => rig.Get<SegmentFiles>().OpenAsync(row, Stop));
        Assert.Equal(ArchiveCause.Checksum, refused.Cause);
    }

    [Fact]
    public async Task An_archive_that_is_away_is_said_and_not_taken_for_missing_footage()
    {
        await using var rig = await ArchiveRig.StartAsync();
        var recorded = await ArchivedAsync(rig, TestClip.PlainAsync());
        await EvictAsync(rig, recorded);
        _server.Kill();
        using var answer = await rig.Footage.Http.GetAsync(rig.Footage.Path($"segments/{recorded[0].Id}.mp4"), Stop);
        await FootageRig.RefusedAsync(answer, 503, "temporarily-unavailable");
    }

    [Fact]
    public async Task What_a_lost_disk_took_is_read_from_the_archive()
    {
        await using var rig = await ArchiveRig.StartAsync();
        var recorded = await ArchivedAsync(rig, TestClip.PlainAsync());
        File.Delete(rig.Get<VolumeSet>().All[0].Resolve(recorded[0]));
        using var file = await rig.Get<SegmentFiles>().OpenAsync(await rig.RowAsync(recorded[0]), Stop);
        Assert.Equal(recorded[0].Bytes, RandomAccess.GetLength(file!));
    }

    [Fact]
    public async Task Making_room_deletes_what_has_no_copy_and_keeps_the_row_of_what_has_one()
    {
        await using var rig = await ArchiveRig.StartAsync();
        var recorded = await ArchivedAsync(rig, TestClip.PlainAsync());
        var later = await rig.RecordAsync(after: 20);
        await EvictAsync(rig, [recorded[0], later[0]]);

        var rows = await rig.Get<IndexStore>().AllSegmentsAsync(rig.Footage.Camera, Stop);
        Assert.False(rows.Single(row => row.Id == recorded[0].Id).IsLocal);
        Assert.DoesNotContain(rows, row => row.Id == later[0].Id);
        Assert.True(rows.Single(row => row.Id == recorded[1].Id).IsLocal);
    }

    [Theory]
    [InlineData(Dialect.Sqlite)]
    [InlineData(Dialect.Postgres)]
    public async Task What_may_not_be_kept_any_longer_goes_from_the_archive_too(Dialect dialect)
    {
        await using var rig = await ArchiveRig.StartAsync(dialect: dialect);
        var recorded = await ArchivedAsync(rig, TestClip.PlainAsync());
        await EvictAsync(rig, [recorded[0]]);
        await DeleteAsync(rig, recorded);
        Assert.Empty(await rig.Get<IndexStore>().AllSegmentsAsync(rig.Footage.Camera, Stop));

        _weather.Weather = request => request.Method == "DELETE" ? new Bad(500) : null;
        await rig.RoundAsync();
        Assert.Equal(recorded.Count, _server.Objects.Count);
        _weather.Weather = null;
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await rig.RoundAsync();
        Assert.Empty(_server.Objects);
        Assert.Equal(0, (await rig.StatusAsync()).GetProperty("archivedSegments").GetInt64());
    }

    [Fact]
    public async Task A_locked_copy_goes_when_its_lock_ends_and_a_store_without_locks_is_said_to_have_none()
    {
        await using var rig = await ArchiveRig.StartAsync();
        await rig.UseAsync(_weather.Address, lockDays: 2);
        var until = rig.Time.GetUtcNow().AddDays(2);

        // The S3 server at hand knows no locks; this is what one that does answers.
        _weather.Weather = request => request switch
        {
            { Method: "GET", QueryString.Value: "?object-lock=" } => null,
            { Method: "HEAD" } => new Bad(Add: new Dictionary<string, string>
            {
                ["x-amz-object-lock-retain-until-date"] = until.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
                ["x-amz-version-id"] = "v-1",
            }),
            _ => null,
        };
        var recorded = await rig.RecordAsync();
        await rig.SettleAsync();
        Assert.False((await rig.StatusAsync()).GetProperty("objectLock").GetBoolean());
        Assert.Contains("no object lock", (await rig.StatusAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);

        await DeleteAsync(rig, recorded);
        await rig.RoundAsync();
        Assert.Equal(recorded.Count, _server.Objects.Count);
        Assert.Empty(await rig.Queue.ReleasedAsync(rig.Time.GetUtcNow(), 10, Stop));
        Assert.All(await rig.Queue.ReleasedAsync(until.AddSeconds(1), 10, Stop), copy => Assert.Equal("v-1", copy.Version));
    }

    [Fact]
    public async Task A_copy_made_of_footage_deleted_meanwhile_does_not_stay_behind()
    {
        await using var rig = await ArchiveRig.StartAsync(ArchiveLimits.Default with { Parallel = 1 });
        await rig.UseAsync(_weather.Address);
        var recorded = await rig.RecordAsync();
        var first = ArchiveKey.Of("", recorded[0]);
        _weather.Weather = request => new Bad(AfterIt: done =>
        {
            if (done.Method == "PUT" && done.Path.Value!.EndsWith(first, StringComparison.Ordinal))
            {
                DeleteAsync(rig, [recorded[0]]).GetAwaiter().GetResult();
            }
        });
        await rig.RoundAsync();
        _weather.Weather = null;
        await rig.RoundAsync();
        Assert.DoesNotContain(first, _server.Objects.Keys);
        Assert.Equal(recorded.Count - 1, _server.Objects.Count);
    }

    [Fact]
    public async Task A_rebuilt_index_keeps_what_is_in_the_archive_only()
    {
        await using var rig = await ArchiveRig.StartAsync();
        var recorded = await ArchivedAsync(rig, TestClip.PlainAsync());
        await EvictAsync(rig, [recorded[0]]);
        File.Delete(rig.Get<VolumeSet>().All[0].Resolve(recorded[1]));
        await rig.Get<Database<RecordingModule>>().WriteAsync(
            unit => unit.ExecuteAsync("delete from segments where id = @Id", new { recorded[2].Id }), Stop);
        var day = DateOnly.FromDateTime(recorded[0].Start.UtcDateTime);
        await rig.Get<AuditStore>().ReplaceAsync(
            rig.Footage.Camera, day, [await rig.RowAsync(recorded[1])], [recorded[2]], null, null, Stop);

        var rows = await rig.Get<IndexStore>().AllSegmentsAsync(rig.Footage.Camera, Stop);
        Assert.Equal([false, false, true], rows.Select(row => row.IsLocal));
        Assert.All(rows, row => Assert.Equal(ArchiveKey.Of("", row), row.ArchivedAs));
    }

    [Fact]
    public async Task A_segment_whose_note_was_lost_with_its_file_is_found_in_the_archive()
    {
        await using var rig = await ArchiveRig.StartAsync();
        var recorded = await ArchivedAsync(rig, TestClip.PlainAsync());
        await rig.Get<Database<RecordingModule>>().WriteAsync(
            async unit =>
            {
                _ = await unit.ExecuteAsync("update segments set archived_as = null where id = @Id", new { recorded[0].Id });
                _ = await unit.ExecuteAsync("delete from archive_copies where segment_id = @Id", new { recorded[0].Id });
            },
            Stop);
        File.Delete(rig.Get<VolumeSet>().All[0].Resolve(recorded[0]));
        await rig.RoundAsync();

        var row = await rig.RowAsync(recorded[0]);
        Assert.Equal(ArchiveKey.Of("", recorded[0]), row.ArchivedAs);
        Assert.False(row.IsLocal);
    }

    private async Task<IReadOnlyList<Segment>> ArchivedAsync(ArchiveRig rig, Task<TestClip> clip)
    {
        await rig.UseAsync(_weather.Address);
        var recorded = await rig.RecordAsync(clip);
        await rig.SettleAsync();
        return recorded;
    }

    private static Task EvictAsync(ArchiveRig rig, IReadOnlyList<Segment> segments) => rig.DeleteAsync(segments, keepArchived: true);

    private static Task DeleteAsync(ArchiveRig rig, IReadOnlyList<Segment> segments) => rig.DeleteAsync(segments, keepArchived: false);

    private static async Task<string> ExportAsync(ArchiveRig rig, string name)
    {
        using var response = await rig.Footage.Http.GetAsync(
            rig.Footage.Path("export.mp4", TimeSpan.Zero, TimeSpan.FromSeconds(30)), HttpCompletionOption.ResponseHeadersRead, Stop);
        var path = await rig.Footage.SaveAsync(response, name);
        await Tool.DecodeAsync(path);
        return Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(path, Stop)));
    }
}
