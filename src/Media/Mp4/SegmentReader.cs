using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;
using Vedette.Media.Units;

namespace Vedette.Media.Mp4;

/// <summary>Reads the structure of a segment file, never its payload. Bounded in memory and work whatever the bytes are.</summary>
public sealed class SegmentReader
{
    /// <summary>Reads the init section.</summary>
    /// <param name="file">The file; stays the caller's.</param>
    /// <exception cref="FaultException">Of kind <see cref="FaultKind.Format"/>: there is no usable init section.</exception>
    public SegmentReader(SafeFileHandle file) => throw new NotImplementedException();

    /// <summary>Reads the init section.</summary>
    /// <param name="file">A seekable stream; stays the caller's.</param>
    /// <exception cref="FaultException">Of kind <see cref="FaultKind.Format"/>: there is no usable init section.</exception>
    public SegmentReader(Stream file) => throw new NotImplementedException();

    /// <summary>The tracks.</summary>
    public StreamFormat Format { get; }

    /// <summary>Whose footage it is, or null when the file does not say.</summary>
    public SegmentIdentity? Identity { get; }

    /// <summary>Where the init section ends and the first fragment starts.</summary>
    public long InitLength { get; }

    /// <summary>End of the last whole fragment read so far: what is before plays, what is behind is a torn tail.</summary>
    public long ValidLength { get; }

    /// <summary>Reads the next whole fragment; null at the end of the file or at the first byte that is not part of one.</summary>
    public SegmentFragment? ReadFragment() => throw new NotImplementedException();

    /// <summary>Reads all fragments left. Afterwards <see cref="ValidLength"/> is final.</summary>
    public IReadOnlyList<SegmentFragment> ReadFragments() => throw new NotImplementedException();
}
