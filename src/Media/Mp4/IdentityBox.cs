using System.Buffers.Binary;
using Vedette.Foundation;

namespace Vedette.Media.Mp4;

/// <summary>
/// The <c>uuid</c> box holding a <see cref="SegmentIdentity"/>: extended type (16 bytes), version (1), camera (16), run (16),
/// sequence (8), start in Unix microseconds (8), run ticks (8), hash length (1), hash.
/// </summary>
internal static class IdentityBox
{
    private const byte Version = 1;
    private const int FixedLength = 16 + 1 + 16 + 16 + 8 + 8 + 8 + 1;
    private const int LongestHash = 64;

    private static readonly Guid ExtendedType = new("7665646e-7474-4534-9c5e-5365676d4964");

    public static void Write(BoxWriter boxes, SegmentIdentity identity)
    {
        var hash = identity.PreviousChainHash ?? [];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hash.Length, LongestHash);
        var uuid = boxes.Start(BoxType.Uuid);
        boxes.Guid(ExtendedType);
        boxes.UInt8(Version);
        boxes.Guid(identity.CameraId);
        boxes.Guid(identity.RunId);
        boxes.Int64(identity.Sequence);
        boxes.Int64(identity.Start.ToUnixMicroseconds());
        boxes.Int64(identity.RunTicks);
        boxes.UInt8((byte)hash.Length);
        boxes.Bytes(hash);
        boxes.End(uuid);
    }

    /// <summary>Reads the content of a <c>uuid</c> box; null when it is somebody else's or damaged.</summary>
    public static SegmentIdentity? Read(ReadOnlySpan<byte> content)
    {
        if (content.Length < FixedLength || new Guid(content[..16], bigEndian: true) != ExtendedType || content[16] != Version)
        {
            return null;
        }

        var numbers = content[49..];
        var start = BinaryPrimitives.ReadInt64BigEndian(numbers[8..]);
        var hashLength = numbers[24];
        if (hashLength > LongestHash || numbers.Length - 25 < hashLength || Int128.Abs(start) > FarthestStart)
        {
            return null;
        }

        return new SegmentIdentity(
            new Guid(content[17..33], bigEndian: true),
            new Guid(content[33..49], bigEndian: true),
            BinaryPrimitives.ReadInt64BigEndian(numbers),
            UnixTime.FromUnixMicroseconds(start),
            hashLength == 0 ? null : numbers.Slice(25, hashLength).ToArray())
        {
            RunTicks = BinaryPrimitives.ReadInt64BigEndian(numbers[16..]),
        };
    }

    // From 1770 to 2170: whatever lies outside was not written by us.
    private const long FarthestStart = 200L * 366 * 24 * 3600 * 1_000_000;
}
