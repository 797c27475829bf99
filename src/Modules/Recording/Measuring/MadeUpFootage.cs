using System.Buffers;
using System.Globalization;
using System.Text;
using Vedette.Foundation;
using Vedette.Media.Mp4;
using Vedette.Media.Units;
using Vedette.Platform.Storage;
using Vedette.Recording.Footage;

namespace Vedette.Recording.Measuring;

/// <summary>Footage nobody recorded, for measuring: rows by the thousand, and files that are names of a few real ones.</summary>
/// <remarks>Every camera has segments of ten seconds up to now, an interruption of five seconds each hour, and a year of coverage before.</remarks>
internal sealed class MadeUpFootage(Database<RecordingModule> database, Volume volume, IReadOnlyList<CameraId> cameras, int segments, DateTimeOffset now)
{
    private const int SegmentsAnHour = 360;
    private const int RowsAStatement = 500;
    private const int StatementsATransaction = 20;
    private const int DaysBefore = 365;

    // ext4 takes 65 000 names of a file.
    private const int NamesAFile = 50_000;

    private static readonly byte[] NoHash = new byte[32];

    private readonly Guid _run = Guid.CreateVersion7();

    public async Task WriteRowsAsync(Action<string> progress, CancellationToken cancellation)
    {
        var statements = new List<string>();
        var written = 0;
        foreach (var rows in Names().Chunk(RowsAStatement))
        {
            statements.Add(InsertOf(rows));
            written += rows.Length;
            if (statements.Count == StatementsATransaction)
            {
                await ExecuteAsync(statements, cancellation);
                progress($"{written} rows");
            }
        }

        foreach (var camera in cameras)
        {
            statements.Add(HistoryOf(camera));
        }

        await ExecuteAsync(statements, cancellation);
    }

    public void WriteFiles(Action<string> progress, CancellationToken cancellation)
    {
        var (source, names, folder) = ("", NamesAFile, "");
        var written = 0;
        var content = Content(cameras[0]);
        foreach (var name in Names())
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

            if (++written % 100_000 == 0)
            {
                progress($"{written} files");
            }
        }
    }

    /// <summary>The bytes of one file.</summary>
    public static long FileLength => Content(CameraId.New()).Length;

    private int Each => segments / cameras.Count;

    private IEnumerable<SegmentName> Names()
    {
        var length = TimeSpan.FromSeconds((Each * 10) + (Each / SegmentsAnHour * 5));
        var start = SegmentFacts.WholeMicroseconds(now - length - TimeSpan.FromMinutes(1));
        return from camera in cameras
               from at in Enumerable.Range(0, Each)
               select new SegmentName(camera, start.AddSeconds((at * 10) + (at / SegmentsAnHour * 5)), at + 1);
    }

    private string InsertOf(SegmentName[] names)
    {
        var sql = new StringBuilder("""
            insert into segments (id, camera_id, run_id, sequence, start_at, end_at, bytes, codec, width, height, audio_codec,
                                  sha256, chain_hash, volume_id, path, deleting)
            values 
            """);
        var first = true;
        foreach (var name in names)
        {
            var start = name.Start.ToUnixMicroseconds();
            _ = sql.Append(first ? "" : ",").Append(
                CultureInfo.InvariantCulture,
                $"('{SegmentName.IdOf(name.CameraId, name.Sequence)}','{name.CameraId}','{_run}',{name.Sequence},{start},{start + 10_000_000},2000000,'avc1.64001e',1920,1080,null,@NoHash,@NoHash,'{volume.Id}','{name.Path}',false)");
            first = false;
        }

        return sql.ToString();
    }

    /// <summary>What the index keeps beside the segments, and a year in which the camera was lost once a day.</summary>
    private string HistoryOf(CameraId camera)
    {
        var mine = Names().Where(name => name.CameraId == camera).Select(name => name.Start).ToList();
        var hours = mine.Chunk(SegmentsAnHour).Select(hour => (From: hour[0], To: hour[^1].AddSeconds(10))).ToList();
        List<(DateTimeOffset From, DateTimeOffset To)> days = [.. Enumerable.Range(1, DaysBefore)
            .Select(day => (mine[0].AddDays(-day), mine[0].AddDays(1 - day).AddMinutes(-1)))];
        List<(DateTimeOffset From, DateTimeOffset To)> stretches = [.. days, .. hours];
        List<(DateTimeOffset From, DateTimeOffset To)> gaps =
            [.. stretches.OrderBy(stretch => stretch.From).Zip(stretches.OrderBy(stretch => stretch.From).Skip(1), (one, next) => (one.To, next.From))];
        return string.Create(CultureInfo.InvariantCulture, $"""
            insert into footage_sums (camera_id, segments, bytes) values ('{camera}', {mine.Count}, {mine.Count * 2_000_000L});
            insert into stretches (camera_id, start_at, end_at) values {Values(stretches, (from, to) => $"('{camera}',{from},{to})")};
            insert into gaps (id, camera_id, start_at, end_at, cause, detail) values {Values(gaps, (from, to) => $"('{Guid.CreateVersion7()}','{camera}',{from},{to},'camera-unreachable','')")};
            """);
    }

    private static string Values(List<(DateTimeOffset From, DateTimeOffset To)> spans, Func<long, long, string> row) =>
        string.Join(',', spans.Select(span => row(span.From.ToUnixMicroseconds(), span.To.ToUnixMicroseconds())));

    private async Task ExecuteAsync(List<string> statements, CancellationToken cancellation)
    {
        await database.WriteAsync(
            async unit =>
            {
                foreach (var statement in statements)
                {
                    _ = await unit.ExecuteAsync(statement, new { NoHash });
                }
            },
            cancellation);
        statements.Clear();
    }

    /// <summary>A segment of one picture.</summary>
    private static byte[] Content(CameraId camera)
    {
        var format = new StreamFormat(new TrackFormat
        {
            Kind = TrackKind.Video,
            Codec = Codec.H264,
            ClockRate = 90_000,
            Configuration = new byte[] { 1, 0x64, 0, 0x1E, 0xFF, 0xE1, 0, 4, 0x67, 0x64, 0, 0x1E, 1, 0, 2, 0x68, 0xEE },
            CodecString = "avc1.64001e",
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
