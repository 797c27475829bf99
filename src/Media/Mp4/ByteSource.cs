using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;

namespace Vedette.Media.Mp4;

/// <summary>
/// A file to be read here and there, whether it is a handle or a seekable stream. Small reads come out of a window of what was
/// read last: the boxes of a fragment's header lie together, and a system call for each cost more than all of their bytes.
/// </summary>
internal sealed class ByteSource
{
    /// <summary>Holds the header of a fragment of a second, and little of the payload behind it.</summary>
    public const int WindowLength = 2048;

    private readonly SafeFileHandle? _handle;
    private readonly Stream? _stream;
    private readonly byte[] _window;
    private long _windowStart;
    private int _windowLength;
    private long _length;

    /// <param name="handle">The file.</param>
    /// <param name="window">Memory for the window, which is this source's until another one gets it.</param>
    public ByteSource(SafeFileHandle handle, byte[] window) => (_handle, _window) = (handle, window);

    public ByteSource(Stream stream) => (_stream, _window) = (stream, new byte[WindowLength]);

    /// <summary>Whether the file is at least that long.</summary>
    /// <exception cref="FaultException">The disk failed.</exception>
    public bool Reaches(long end)
    {
        if (end <= _length)
        {
            return true;
        }

        try
        {
            _length = _handle is not null ? RandomAccess.GetLength(_handle) : _stream!.Length;
            return end <= _length;
        }
        catch (IOException failure)
        {
            throw Fault(failure);
        }
    }

    /// <summary>Forgets what it has read of a file that may have grown meanwhile.</summary>
    public void Forget() => (_windowLength, _length) = (0, 0);

    /// <summary>Fills <paramref name="buffer"/> from <paramref name="offset"/> on; fewer bytes only at the end of the file.</summary>
    /// <exception cref="FaultException">The disk failed.</exception>
    public int Read(Span<byte> buffer, long offset)
    {
        if (buffer.Length > _window.Length)
        {
            return ReadFile(buffer, offset);
        }

        if (offset < _windowStart || offset + buffer.Length > _windowStart + _windowLength)
        {
            _windowLength = 0; // nothing is left of it when the read fails
            _windowLength = ReadFile(_window, offset);
            _windowStart = offset;
        }

        var known = _window.AsSpan((int)(offset - _windowStart), Math.Min(buffer.Length, _windowLength - (int)(offset - _windowStart)));
        known.CopyTo(buffer);
        return known.Length;
    }

    /// <summary>The same without the window: for payload.</summary>
    /// <exception cref="FaultException">The disk failed.</exception>
    public int ReadFile(Span<byte> buffer, long offset)
    {
        try
        {
            if (_stream is not null)
            {
                _stream.Position = offset;
                return _stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            }

            var done = 0;
            while (done < buffer.Length)
            {
                var read = RandomAccess.Read(_handle!, buffer[done..], offset + done);
                if (read == 0)
                {
                    break;
                }

                done += read;
            }

            return done;
        }
        catch (IOException failure)
        {
            throw Fault(failure);
        }
    }

    private static FaultException Fault(IOException failure) =>
        new(FaultKind.Disk, $"A segment file could not be read: {failure.Message}", innerException: failure);
}
