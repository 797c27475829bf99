using System.Text;

namespace Vedette.Media.Http;

/// <summary>
/// Finds the parts of <c>multipart/x-mixed-replace</c> in a stream of bytes. Cameras differ in how they write the boundary,
/// so it is not compared: a part is what its Content-Length says, or else one JPEG picture up to the next header.
/// </summary>
internal sealed class MultipartReader
{
    /// <summary>The most bytes of a part.</summary>
    public const int MaxPartBytes = 16 << 20;

    private const int MaxHeaderBytes = 4096;

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _filled;
    private int _length = -1;       // of the part that is being read; -1 while its header is

    /// <summary>Room for what arrives next; tell with <see cref="Received"/> how much did.</summary>
    /// <exception cref="FormatException">A part is larger than any picture.</exception>
    public Memory<byte> Room()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _filled - _start).CopyTo(_buffer);
            (_start, _filled) = (0, _filled - _start);
        }

        if (_filled == _buffer.Length)
        {
            if (_buffer.Length >= MaxPartBytes)
            {
                throw new FormatException("A part is larger than any picture.");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        return _buffer.AsMemory(_filled);
    }

    /// <summary>So many bytes were written into the room.</summary>
    public void Received(int count) => _filled += count;

    /// <summary>Takes the next whole part; valid until the next call of any member.</summary>
    /// <exception cref="FormatException">There is no part where one should be.</exception>
    public bool TryTake(out ReadOnlySpan<byte> part)
    {
        part = [];
        if (_length < 0 && !TryReadHeader())
        {
            return false;
        }

        var bytes = _buffer.AsSpan(_start.._filled);
        var length = _length > 0 ? _length : LengthOf(bytes);
        if (length < 0 || bytes.Length < length)
        {
            return false;
        }

        part = bytes[..length];
        _start += length;
        _length = -1;
        return true;
    }

    private bool TryReadHeader()
    {
        var bytes = _buffer.AsSpan(_start.._filled);
        var blank = bytes.IndexOf("\r\n\r\n"u8);
        var end = blank + 4;
        if (blank < 0)
        {
            blank = bytes.IndexOf("\n\n"u8);
            end = blank + 2;
        }

        if (blank < 0)
        {
            return bytes.Length <= MaxHeaderBytes ? false : throw new FormatException("A part has no header.");
        }

        // A blank line before the boundary leaves an empty header behind; the next is the one that counts.
        _start += end;
        var text = Encoding.Latin1.GetString(bytes[..blank]);
        if (!text.Contains(':', StringComparison.Ordinal))
        {
            return TryReadHeader();
        }

        _length = 0;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(line["Content-Length:".Length..].Trim(), out var length))
            {
                _length = length is > 0 and <= MaxPartBytes ? length : throw new FormatException("A part is larger than any picture.");
            }
        }

        return true;
    }

    /// <summary>Length of a picture that does not tell it: up to the boundary that follows; negative while that is not there.</summary>
    private static int LengthOf(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> end = [0xFF, 0xD9];
        for (var from = 0; from < bytes.Length;)
        {
            var at = bytes[from..].IndexOf(end);
            if (at < 0)
            {
                return -1;
            }

            from += at + end.Length;
            var rest = bytes[from..].TrimStart("\r\n"u8);
            if (rest.Length < 2)
            {
                return -1;
            }

            // A thumbnail inside the picture ends so too; what follows it is no boundary.
            if (rest.StartsWith("--"u8))
            {
                return from;
            }
        }

        return -1;
    }
}
