using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vedette.Foundation;
using Vedette.Media.Tests.Mp4;
using Vedette.Platform.Access;
using Vedette.Platform.Storage;
using Vedette.Recording.Alarms;
using Vedette.Recording.Archive;
using Vedette.Recording.Footage;
using Vedette.Recording.Index;
using Vedette.Recording.Settings;
using Vedette.Recording.Storage;
using Vedette.Recording.Tests.Playback;
using Vedette.Recording.Volumes;
using Xunit;

namespace Vedette.Recording.Tests.Archive;

/// <summary>The module with an archive behind bad weather. Rounds are made by the test, and time passes when it says so.</summary>
internal sealed class ArchiveRig : IAsyncDisposable
{
    private readonly FootageRig _footage;

    private ArchiveRig(FootageRig footage, ArchiveTime time) => (_footage, Time) = (footage, time);

    public ArchiveTime Time { get; }

    public FootageRig Footage => _footage;

    public ArchiveQueue Queue => Get<ArchiveQueue>();

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Small parts, short patience: seconds where the product has minutes.</summary>
    public static ArchiveLimits Small { get; } = new()
    {
        Stall = TimeSpan.FromSeconds(20),
        WholeBytes = 16 << 10,
        PartBytes = 8 << 10,
    };

    public static async Task<ArchiveRig> StartAsync(
        ArchiveLimits? limits = null, Dialect dialect = Dialect.Sqlite, string? data = null, ILoggerProvider? log = null)
    {
        var time = new ArchiveTime();
        var footage = await FootageRig.StartAsync(
            dialect,
            services =>
            {
                _ = services.AddSingleton(limits ?? ArchiveLimits.Default);
                if (log is not null)
                {
                    _ = services.AddLogging(logging => logging.AddProvider(log));
                }
            },
            data,
            time);
        return new ArchiveRig(footage, time);
    }

    public T Get<T>()
        where T : notnull => _footage.Get<T>();

    /// <summary>Chooses a bucket, without the round an operator's choice brings about at once.</summary>
    public Task UseAsync(Uri endpoint, int? lockDays = null, long? limit = null, string bucket = S3Server.Bucket, string prefix = "", string key = "S3RVER", string secret = "S3RVER")
    {
        var draft = new ArchiveDraft
        {
            Kind = ArchiveKind.S3,
            Endpoint = endpoint.GetLeftPart(UriPartial.Authority),
            Bucket = bucket,
            Prefix = prefix,
            AccessKey = key,
            SecretKey = secret,
            ObjectLockDays = lockDays,
            BytesPerSecondLimit = limit,
        };
        Assert.Empty(draft.Check(ArchiveSettings.Off, Get<VolumeSet>()));
        return Get<LiveArchive>().ReplaceAsync(draft.ToSettings(ArchiveSettings.Off, Get<SecretProtector>()), null, Stop);
    }

    public Task<IReadOnlyList<Segment>> RecordAsync(double after = 0, CameraId? camera = null) =>
        RecordAsync(TestClip.PlainAsync(), after, camera);

    public async Task<IReadOnlyList<Segment>> RecordAsync(Task<TestClip> clip, double after = 0, CameraId? camera = null) =>
        await _footage.RecordAsync(await clip, TimeSpan.FromSeconds(after), camera);

    public Task RoundAsync() => Get<Archiver>().RunAsync(Stop);

    /// <summary>Rounds until nothing waits, some minutes at the most: a store lets clocks differ by a quarter of an hour.</summary>
    public async Task SettleAsync()
    {
        for (var minute = 0; minute < 6; minute++)
        {
            await RoundAsync();
            if ((await Queue.BacklogAsync(Get<Archiver>().Wanted(), Stop)).Segments == 0 && Get<StoreHealth>().IsWell)
            {
                return;
            }

            Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Fail($"Something still waits in spite of all: {Get<StoreHealth>().Detail}");
    }

    public async Task<Segment> RowAsync(Segment segment) =>
        Assert.Single(await Get<IndexStore>().AllSegmentsAsync(segment.CameraId, Stop), row => row.Id == segment.Id);

    public async Task<JsonElement> StatusAsync()
    {
        Get<ArchiveStanding>().Forget();
        return await GetAsync("/api/recording/archive");
    }

    /// <summary>Signs in anew each time: hours pass in these tests.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        using var http = _footage.Host.Client();
        return await http.GetFromJsonAsync<JsonElement>(path, Stop);
    }

    public async Task<HttpResponseMessage> RetryAsync(object what)
    {
        using var http = _footage.Host.Client();
        return await http.PostAsJsonAsync("/api/recording/archive/dead-letters/retry", what, Stop);
    }

    public async Task<IReadOnlyList<JsonElement>> DeadLettersAsync() =>
        [.. (await GetAsync("/api/recording/archive/dead-letters")).GetProperty("items").EnumerateArray()];

    public IEnumerable<string> Alarms => Get<AlarmBoard>().All.Select(alarm => alarm.Code).Where(code => code.StartsWith("archive", StringComparison.Ordinal));

    public bool HasFile(Segment segment) => File.Exists(Get<VolumeSet>().All[0].Resolve(segment));

    public Task ClassAsync(Segment segment, FootageClass footageClass) => Get<Database<RecordingModule>>().WriteAsync(
        unit => unit.ExecuteAsync("update segments set class = @footageClass where id = @Id", new { footageClass = (int)footageClass, segment.Id }), Stop);

    public Task ChooseAsync(CameraId camera, ArchiveChoice choice) =>
        Get<LivePolicies>().ReplaceAsync(camera, CameraPolicy.Default with { Archive = choice }, Stop);

    /// <summary>Deletes as retention does, and has it indexed.</summary>
    public async Task DeleteAsync(IReadOnlyList<Segment> segments, bool keepArchived)
    {
        foreach (var segment in segments)
        {
            var name = SegmentName.Of(segment);
            var place = (await RowAsync(segment)).IsLocal ? Get<AttachedVolumes>().Find(segment.VolumeId)!.Space : null;
            _ = await Get<FootageDeletion>().DeleteAsync(place, [new DoomedSegment(name, segment.End)], keepArchived, Stop);
            await Get<IndexStore>().WriteAsync([keepArchived ? new Fact.Evicted(name) : new Fact.Deleted(name)], Stop);
        }
    }

    /// <summary>How often the outbox says that something happened.</summary>
    public Task<long> SaidAsync(string name) => Get<Database<RecordingModule>>().ReadAsync(
        connection => connection.ExecuteScalarAsync<long>("select count(*) from outbox where type = @name", new { name }), Stop);

    /// <summary>
    /// What has to hold after every trouble: each segment is in the store exactly once and byte for byte, the index says so,
    /// every file still is where it was, and nothing else is in the store.
    /// </summary>
    public async Task NothingIsLostAndNothingIsThereTwiceAsync(S3Server server, IReadOnlyList<Segment> recorded)
    {
        var objects = server.Objects;
        Assert.Equal(recorded.Count, objects.Count);
        foreach (var segment in recorded)
        {
            var row = await RowAsync(segment);
            var key = ArchiveKey.Of(Get<LiveArchive>().Current.Settings.Prefix, segment);
            Assert.Equal(key, row.ArchivedAs);
            Assert.Equal(
                await File.ReadAllBytesAsync(Get<VolumeSet>().All[0].Resolve(segment), Stop), await File.ReadAllBytesAsync(server.FileOf(key), Stop));
        }

        var status = await StatusAsync();
        Assert.Equal(recorded.Count, status.GetProperty("archivedSegments").GetInt64());
        Assert.Equal(recorded.Sum(segment => segment.Bytes), status.GetProperty("archivedBytes").GetInt64());
        Assert.Equal(0, status.GetProperty("queue").GetProperty("segments").GetInt64());
        Assert.Equal(0, status.GetProperty("deadLetters").GetInt64());
        Assert.Equal(recorded.Count, await SaidAsync("recording.segment-archived"));
    }

    public ValueTask DisposeAsync() => _footage.DisposeAsync();
}
