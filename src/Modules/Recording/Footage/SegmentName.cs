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
    private const int StartLength = 20;

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
    public static bool TryParse(CameraId camera, ReadOnlySpan<char> fileName, out SegmentName name)
    {
        name = default;
        if (!fileName.EndsWith(Extension, StringComparison.Ordinal) || fileName.Length <= StartLength + Extension.Length || fileName[StartLength] != '-')
        {
            return false;
        }

        if (!TryParseStart(fileName[..StartLength], out var start)
            || !long.TryParse(fileName[(StartLength + 1)..^Extension.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return false;
        }

        name = new SegmentName(camera, start, sequence);
        return true;
    }

    /// <summary>By hand: a start reads the names of two days of every camera, and the general way takes ten times as long.</summary>
    private static bool TryParseStart(ReadOnlySpan<char> text, out DateTimeOffset start)
    {
        start = default;
        if (text[8] != 'T' || text[15] != '.' || text[19] != 'Z'
            || Number(text[..4]) is not (> 0 and var year)
            || Number(text[4..6]) is not (>= 1 and <= 12 and var month)
            || Number(text[6..8]) is not (>= 1 and var day) || day > DateTime.DaysInMonth(year, month)
            || Number(text[9..11]) is not (>= 0 and < 24 and var hour)
            || Number(text[11..13]) is not (>= 0 and < 60 and var minute)
            || Number(text[13..15]) is not (>= 0 and < 60 and var second)
            || Number(text[16..19]) is not (>= 0 and var millisecond))
        {
            return false;
        }

        start = new DateTimeOffset(year, month, day, hour, minute, second, millisecond, TimeSpan.Zero);
        return true;
    }

    /// <summary>-1 for anything but digits.</summary>
    private static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return -1;
            }

            number = (number * 10) + (digit - '0');
        }

        return number;
    }
}
