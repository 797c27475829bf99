using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Vedette.Foundation;

namespace Vedette.Recording.Footage;

/// <summary>Where a segment lies below its volume: <c>segments/camera/yyyy-MM-dd/HH/start-sequence.mp4</c>, all UTC.</summary>
internal readonly record struct SegmentName(CameraId CameraId, DateTimeOffset Start, long Sequence)
{
    public const string Root = "segments";
    public const string Extension = ".mp4";
    private const string StartFormat = "yyyyMMdd'T'HHmmss.fff'Z'";

    /// <summary>The folder of a day below that of its camera.</summary>
    public static string DayOf(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Path
    {
        get
        {
            var utc = Start.UtcDateTime;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{Root}/{CameraId}/{utc:yyyy-MM-dd}/{utc:HH}/{utc.ToString(StartFormat, CultureInfo.InvariantCulture)}-{Sequence:D8}{Extension}");
        }
    }

    /// <summary>
    /// The same camera and sequence always give the same id (a UUIDv8, RFC 9562 section 5.8), so that an index rebuilt
    /// from the files keeps every id that was ever handed out.
    /// </summary>
    public static Guid IdOf(CameraId camera, long sequence)
    {
        Span<byte> name = stackalloc byte[24];
        camera.Value.TryWriteBytes(name, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(name[16..], sequence);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(name, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>The name of a segment that is known.</summary>
    public static SegmentName Of(Segment segment) => new(segment.CameraId, segment.Start, segment.Sequence);

    /// <summary>Reads start and sequence back from a file name; false for anything the recorder did not write.</summary>
    public static bool TryParse(CameraId camera, string fileName, out SegmentName name)
    {
        name = default;
        var stem = fileName.AsSpan();
        if (!stem.EndsWith(Extension, StringComparison.Ordinal))
        {
            return false;
        }

        stem = stem[..^Extension.Length];
        var dash = stem.LastIndexOf('-');
        if (dash < 0
            || !DateTime.TryParseExact(stem[..dash], StartFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var start)
            || !long.TryParse(stem[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return false;
        }

        name = new SegmentName(camera, new DateTimeOffset(start, TimeSpan.Zero), sequence);
        return true;
    }
}
