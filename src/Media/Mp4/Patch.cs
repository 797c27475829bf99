using System.Buffers.Binary;

namespace Vedette.Media.Mp4;

/// <summary>Up to eight bytes that take the place of those in a file.</summary>
internal readonly record struct Patch(long Offset, int Length, ulong Value)
{
    /// <summary>Makes the box at <paramref name="boxOffset"/> one that readers pass over.</summary>
    public static Patch Free(long boxOffset) => new(boxOffset + 4, 4, BoxType.Free);

    /// <summary>Replaces a time; before zero there is none.</summary>
    public static Patch Time((long Offset, bool IsLong) field, long ticks)
    {
        var written = (ulong)Math.Max(0, ticks);
        return field.IsLong ? new Patch(field.Offset, 8, written) : new Patch(field.Offset, 4, Math.Min(written, uint.MaxValue));
    }

    /// <summary>Applies what lies within <paramref name="bytes"/>, which were read from <paramref name="offset"/>.</summary>
    public void Apply(Span<byte> bytes, long offset)
    {
        Span<byte> replacement = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(replacement, Value << (64 - (Length * 8)));
        for (var i = 0; i < Length; i++)
        {
            var at = Offset + i - offset;
            if (at >= 0 && at < bytes.Length)
            {
                bytes[(int)at] = replacement[i];
            }
        }
    }
}
