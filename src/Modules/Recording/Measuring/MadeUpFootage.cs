using System.Buffers;
using Vedette.Foundation;
using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Measuring;

/// <summary>Footage nobody recorded, for measuring: rows for every segment, and files, which are names of a few real ones, for some.</summary>
/// <remarks>
/// Every camera has segments of ten seconds up to the newest instant, an interruption of five seconds after each 360 of them, and a
/// year of coverage of that kind. It grows backwards: what is there stays the newest. Numbers count down from <see cref="NewestSequence"/>.
/// </remarks>
internal sealed class MadeUpFootage(Volume volume, IReadOnlyList<CameraId> cameras, DateTimeOffset newest)
{
    public const long NewestSequence = 100_000_000;
    private const int SegmentsAnHour = 360;
    private const int HoursOfHistory = 365 * 24;

    // ext4 takes 65 000 names of a file.
    private const int NamesAFile = 50_000;

    private const long Length = 2_000_000;
    private const string CodecString = "avc1.64001e";
    private const long Width = 1920;
    private const long Height = 1080;
    private static readonly byte[] NoHash = new byte[32];

    private readonly Guid _run = Guid.CreateVersion7();

    public static IReadOnlyList<string> SegmentColumns { get; } = ["id", "camera_id", "sequence", "start_at", "end_at", "path"];

    /// <summary>What is the same in every row of a segment.</summary>
    public IReadOnlyDictionary<string, object> SegmentConstants { get; } = new Dictionary<string, object>
    {
        ["run_id"] = Guid.CreateVersion7(),
        ["bytes"] = Length,
        ["codec"] = CodecString,
        ["width"] = Width,
        ["height"] = Height,
        ["sha256"] = NoHash,
        ["chain_hash"] = NoHash,
        ["volume_id"] = volume.Id,
        ["deleting"] = false,
    };

    /// <summary>The bytes of one file.</summary>
    public static long FileLength { get; } = Content(CameraId.New()).Length;

    /// <summary>Rows of each camera's segments from the given one to the other, counted from the newest; in the order they would have been recorded in.</summary>
    public IEnumerable<object?[]> Segments(int from, int to)
    {
        List<(CameraId Camera, object Owner)> owners = [.. from camera in cameras select (camera, (object)camera.Value)];
        for (var back = to - 1; back >= from; back--)
        {
            foreach (var (camera, owner) in owners)
            {
                var name = Name(camera, back);
                var start = name.Start.ToUnixMicroseconds();
                yield return [SegmentName.IdOf(camera, name.Sequence), owner, name.Sequence, start, start + 10_000_000, name.Path];
            }
        }
    }

    /// <summary>The covered hours of a year, however many of them still have their segments.</summary>
    public IEnumerable<object?[]> Stretches() =>
        from camera in cameras from hour in Hours() select new object?[] { camera.Value, Micro(hour.From), Micro(hour.To) };

    public IEnumerable<object?[]> Gaps() =>
        from camera in cameras
        from pair in Hours().Zip(Hours().Skip(1))
        select new object?[] { Guid.CreateVersion7(), camera.Value, Micro(pair.First.To), Micro(pair.Second.From), "camera-unreachable", "" };

    public IEnumerable<object?[]> Sums(int each) =>
        from camera in cameras select new object?[] { camera.Value, (long)each, each * Length };

    /// <summary>Files for the newest segments of each camera and for its oldest hour, so that the oldest row has its file too.</summary>
    /// <returns>How many files were written.</returns>
    public int WriteFiles(int first, int last, int real, CancellationToken cancellation)
    {
        var (source, names, folder, written) = ("", NamesAFile, "", 0);
        var content = Content(cameras[0]);
        foreach (var name in from camera in cameras
                             from back in Enumerable.Range(first, last - first)
                             where back < real || back >= last - SegmentsAnHour
                             select Name(camera, back))
        {
            cancellation.ThrowIfCancellationRequested();
            var path = Path.Combine(volume.Root, name.Path);
            if (Path.GetDirectoryName(path) is { } wanted && wanted != folder)
            {
                _ = Directory.CreateDirectory(folder = wanted);
            }

            if (names == NamesAFile)
            {
                File.WriteAllBytes(path, content);
                (source, names) = (path, 1);
            }
            else
            {
                FileName.Add(source, path);
                names++;
            }

            written++;
        }

        return written;
    }

    /// <summary>A segment as the recorder would say it, that many after the newest.</summary>
    public Segment Next(CameraId camera, int ahead)
    {
        var name = Name(camera, -ahead);
        return new Segment
        {
            Id = SegmentName.IdOf(camera, name.Sequence),
            CameraId = camera,
            RunId = _run,
            Sequence = name.Sequence,
            Start = name.Start,
            End = name.Start.AddSeconds(10),
            Bytes = Length,
            Codec = CodecString,
            Width = 1920,
            Height = 1080,
            Sha256 = NoHash,
            ChainHash = NoHash,
            VolumeId = volume.Id,
            Path = name.Path,
        };
    }

    private SegmentName Name(CameraId camera, int back) =>
        new(camera, newest.AddSeconds(-10 - (back * 10) - (back > 0 ? back / SegmentsAnHour * 5 : 0)), NewestSequence - back);

    private IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Hours() =>
        from hour in Enumerable.Range(0, HoursOfHistory).Reverse()
        select (Name(default, ((hour + 1) * SegmentsAnHour) - 1).Start, Name(default, hour * SegmentsAnHour).Start.AddSeconds(10));

    private static long Micro(DateTimeOffset instant) => instant.ToUnixMicroseconds();

    /// <summary>A segment of one picture.</summary>
    private static byte[] Content(CameraId camera)
    {
        var format = new StreamFormat(new TrackFormat
        {
            Kind = TrackKind.Video,
            Codec = Codec.H264,
            ClockRate = 90_000,
            Configuration = new byte[] { 1, 0x64, 0, 0x1E, 0xFF, 0xE1, 0, 4, 0x67, 0x64, 0, 0x1E, 1, 0, 2, 0x68, 0xEE },
            CodecString = CodecString,
            Width = 1920,
            Height = 1080,
        });
        var run = new Run(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch);
        var unit = AccessUnit.Copy(
            new UnitHeader { Track = StreamFormat.VideoTrack, IsKey = true, DecodeTicks = 0, WallTime = run.StartedAt, Format = format, Run = run }, new byte[500]);
        using var builder = new FragmentBuilder(format);
        builder.Begin(0);
        builder.Add(unit);
        unit.Release();
        var content = new ArrayBufferWriter<byte>();
        InitSection.Write(content, format, new SegmentIdentity(camera.Value, run.Id, 1, run.StartedAt, null) { RunTicks = 0 });
        using var fragment = builder.Finish()!;
        foreach (var part in fragment.Parts)
        {
            content.Write(part.Span);
        }

        return content.WrittenSpan.ToArray();
    }
}
