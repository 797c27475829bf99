using Vedette.Foundation;
using Vedette.Recording.Alarms;
using Vedette.Recording.Footage;
using Vedette.Recording.Holds;
using Vedette.Recording.Retention;
using Vedette.Recording.Settings;
using Vedette.Recording.Tests.Rig;
using Vedette.Recording.Volumes;
using Vedette.Recording.Writing;
using Xunit;

namespace Vedette.Recording.Tests.Retention;

/// <summary>Retention of one volume of its own, on real files, with a clock that stands, beside a host whose database it uses.</summary>
internal sealed class RetentionRig : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly RecordingHost _host;
    private readonly VolumeRetention _retention;

    public RetentionRig(RecordingHost host, bool hasArchive = false)
    {
        _host = host;
        Root = Directory.CreateTempSubdirectory("vedette-retention-").FullName;
        Directory.CreateDirectory(Path.Combine(Root, SegmentName.Root));
        Volume = new Volume(Guid.CreateVersion7(), Root);
        Space = new VolumeSpace(Volume, host.Get<LiveSettings>(), _ => new FreeSpace(1L << 40, 1L << 40));
        Space.Limit(1L << 40, 1);
        Context = host.Get<RetentionContext>() with
        {
            Volumes = new VolumeSet([Volume]),
            Worth = new FootageWorth(ClassOf, () => hasArchive, host.Get<LivePolicies>()),
            Live = new LiveFootage(),
            Stops = new StoppedCameras(),
            Time = Time,
        };
        _retention = new VolumeRetention(Space, Context);
    }

    public string Root { get; }

    public Volume Volume { get; }

    public VolumeSpace Space { get; }

    public FakeTime Time { get; } = new();

    public RetentionContext Context { get; }

    public LiveHolds Holds => _host.Get<LiveHolds>();

    public List<Mark> Marks { get; } = [];

    public Task RunAsync() => RunAsync(isCounted: true);

    public Task RunAsync(bool isCounted) => _retention.RunAsync(Stop, isCounted);

    public void Count() => _retention.Count(Stop);

    public Task SetAsync(CameraId camera, CameraPolicy policy) => _host.Get<LivePolicies>().ReplaceAsync(camera, policy, Stop);

    /// <summary>A file whose content nobody reads.</summary>
    public SegmentName File(CameraId camera, DateTimeOffset start, long sequence, int bytes = 1000)
    {
        var name = new SegmentName(camera, start, sequence);
        var path = Path.Combine(Root, name.Path);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, new byte[bytes]);
        Space.Correct(bytes);
        return name;
    }

    /// <summary>Ten-second segments one after the other.</summary>
    public List<SegmentName> Row(CameraId camera, DateTimeOffset start, int count, int bytes = 1000) =>
        [.. Enumerable.Range(0, count).Select(i => File(camera, start.AddSeconds(10 * i), i + 1, bytes))];

    public void Mark(CameraId camera, DateTimeOffset from, DateTimeOffset to, FootageClass footage) =>
        Marks.Add(new Mark { Id = Guid.CreateVersion7(), CameraId = camera, From = from, To = to, Class = footage, Reason = "" });

    public Hold Hold(CameraId camera, DateTimeOffset from, DateTimeOffset to)
    {
        var hold = new Hold
        {
            Id = Guid.CreateVersion7(),
            CameraIds = [camera],
            From = from,
            To = to,
            Reason = "Theft",
            Owner = "ana",
            CreatedAt = DateTimeOffset.UtcNow,
        };
        Holds.Put(hold);
        return hold;
    }

    /// <summary>What is left, by sequence.</summary>
    public List<long> Left(CameraId camera) => [.. new CameraFolder(Volume, camera).OldestFirst().Select(name => name.Sequence).Order()];

    public IEnumerable<Alarm> Alarms => Context.Alarms.All.Where(alarm => alarm.Subject == Volume.Id.ToString());

    public Segment RowOf(SegmentName name, string? archivedAs = null, int bytes = 1000) => new()
    {
        Id = SegmentName.IdOf(name.CameraId, name.Sequence),
        CameraId = name.CameraId,
        RunId = Guid.CreateVersion7(),
        Sequence = name.Sequence,
        Start = name.Start,
        End = name.Start.AddSeconds(10),
        Bytes = bytes,
        Codec = "avc1.64001e",
        Width = 640,
        Height = 360,
        Sha256 = [1],
        ChainHash = [2],
        VolumeId = Volume.Id,
        Path = name.Path,
        ArchivedAs = archivedAs,
    };

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private FootageClass ClassOf(CameraId camera, DateTimeOffset from, DateTimeOffset to) => Marks
        .Where(mark => mark.CameraId == camera && mark.From < to && mark.To > from)
        .Aggregate(FootageClass.Continuous, (found, mark) => found | mark.Class);
}
