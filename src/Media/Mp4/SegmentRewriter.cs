using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;

namespace Vedette.Media.Mp4;

/// <summary>Shows a segment file with other times or without some tracks, byte for byte of the same length, without writing it.</summary>
public static class SegmentRewriter
{
    /// <summary>Opens a view of the file.</summary>
    /// <param name="file">The file; the returned stream closes it.</param>
    /// <param name="change">What to change.</param>
    /// <returns>A seekable, read-only stream ending with the last whole fragment.</returns>
    /// <exception cref="FaultException">Of kind <see cref="FaultKind.Format"/>: there is no usable init section.</exception>
    public static Stream Open(SafeFileHandle file, SegmentRewrite change) => throw new NotImplementedException();
}
