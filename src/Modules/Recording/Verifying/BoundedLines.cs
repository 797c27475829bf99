using System.Buffers;
using System.Text;

namespace Vedette.Recording.Verifying;

/// <summary>Reads a text line by line, none longer than agreed: a file from outside may be one endless line.</summary>
internal sealed class BoundedLines(Stream content, int longest)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private readonly ArrayBufferWriter<byte> _line = new();
    private int _start;
    private int _end;

    /// <summary>The next line without its line feed; null at the end.</summary>
    /// <exception cref="FormatException">The line is too long.</exception>
    public string? Next()
    {
        _line.Clear();
        while (true)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, content.Read(_buffer));
                if (_end == 0)
                {
                    return _line.WrittenCount == 0 ? null : Text();
                }
            }

            var rest = _buffer.AsSpan(_start, _end - _start);
            var newline = rest.IndexOf((byte)'\n');
            var part = newline < 0 ? rest : rest[..newline];
            if (_line.WrittenCount + part.Length > longest)
            {
                throw new FormatException("A line is too long.");
            }

            _line.Write(part);
            _start += newline < 0 ? rest.Length : newline + 1;
            if (newline >= 0)
            {
                return Text();
            }
        }
    }

    private string Text() => Encoding.UTF8.GetString(_line.WrittenSpan);
}
