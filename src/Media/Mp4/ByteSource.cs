using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;

namespace Vedette.Media.Mp4;

/// <summary>A file to be read here and there, whether it is a handle or a seekable stream.</summary>
internal readonly struct ByteSource(SafeFileHandle? handle, Stream? stream)
{
    /// <exception cref="FaultException">The disk failed.</exception>
    public long Length
    {
        get
        {
            try
            {
                return handle is not null ? RandomAccess.GetLength(handle) : stream!.Length;
            }
            catch (IOException failure)
            {
                throw Fault(failure);
            }
        }
    }

    /// <summary>Fills <paramref name="buffer"/> from <paramref name="offset"/> on; fewer bytes only at the end of the file.</summary>
    /// <exception cref="FaultException">The disk failed.</exception>
    public int Read(Span<byte> buffer, long offset)
    {
        try
        {
            if (stream is not null)
            {
                stream.Position = offset;
                return stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            }

            var done = 0;
            while (done < buffer.Length)
            {
                var read = RandomAccess.Read(handle!, buffer[done..], offset + done);
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
