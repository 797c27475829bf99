using System.Buffers.Binary;

namespace Vedette.Media.Mp4;

/// <summary>A box inside memory: where its content starts and ends. Never reaches beyond its parent.</summary>
internal readonly record struct Box(uint Type, int Start, int ContentStart, int End)
{
    /// <summary>Reads the box at <paramref name="at"/>; false when there is none that ends at or before <paramref name="end"/>.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, int at, int end, out Box box)
    {
        box = default;
        if (at < 0 || end > bytes.Length || end - at < 8)
        {
            return false;
        }

        var size = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
        var type = BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 4)..]);
        if (size < 8 || size > (uint)(end - at))
        {
            return false;
        }

        box = new Box(type, at, at + 8, at + (int)size);
        return true;
    }

    /// <summary>The boxes in <paramref name="bytes"/> between two positions, up to the first that is damaged.</summary>
    public static BoxWalk Walk(ReadOnlySpan<byte> bytes, int start, int end) => new(bytes, start, end);

    /// <summary>The first box of that type inside this one.</summary>
    public bool TryFind(ReadOnlySpan<byte> bytes, uint type, out Box found)
    {
        foreach (var child in Walk(bytes, ContentStart, End))
        {
            if (child.Type == type)
            {
                found = child;
                return true;
            }
        }

        found = default;
        return false;
    }

    public ReadOnlySpan<byte> Content(ReadOnlySpan<byte> bytes) => bytes[ContentStart..End];
}

/// <summary>Walks over sibling boxes.</summary>
internal ref struct BoxWalk(ReadOnlySpan<byte> bytes, int start, int end)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _next = start;

    public Box Current { get; private set; }

    public readonly BoxWalk GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!Box.TryRead(_bytes, _next, end, out var box))
        {
            return false;
        }

        Current = box;
        _next = box.End;
        return true;
    }
}
