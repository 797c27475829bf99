using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;
using Vedette.Media.Units;

namespace Vedette.Media.Mp4;

/// <summary>
/// Shows a segment file with other times or without some tracks, byte for byte of the same length, without writing it.
/// Decoding times (<c>tfdt</c>, ISO/IEC 14496-12 section 8.8.12) are replaced; the boxes of a track to be left out become
/// <c>free</c> (section 8.1.2).
/// </summary>
public static class SegmentRewriter
{
    /// <summary>Opens a view of the file.</summary>
    /// <param name="file">The file; the returned stream closes it, and so does a failure.</param>
    /// <param name="change">What to change.</param>
    /// <returns>A seekable, read-only stream ending with the last whole fragment.</returns>
    /// <exception cref="FaultException">Of kind <see cref="FaultKind.Format"/>: there is no usable init section.</exception>
    public static Stream Open(SafeFileHandle file, SegmentRewrite change)
    {
        try
        {
            var reader = new SegmentReader(file);
            var patches = new List<Patch>();
            var audioId = change.ForBrowsers && reader.Format.ForBrowsers != reader.Format
                ? reader.TrackIds[StreamFormat.AudioTrack]
                : (uint?)null;
            if (audioId is { } blanked)
            {
                BlankTrack(reader, blanked, patches);
            }

            var shift = (long?)null;
            while (reader.ReadFragment() is { } fragment)
            {
                if (change.VideoStartTicks is { } start && shift is null && fragment.RunOf(StreamFormat.VideoTrack) is { } pictures)
                {
                    shift = start - pictures.BaseDecodeTicks;
                }

                PatchFragment(reader, fragment, shift ?? 0, audioId is not null, patches);
            }

            patches.Sort(static (one, other) => one.Offset.CompareTo(other.Offset));
            return new PatchedFile(file, reader.ValidLength, patches);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static void BlankTrack(SegmentReader reader, uint trackId, List<Patch> patches)
    {
        var movie = reader.Movie;
        foreach (var child in Box.Walk(movie, 8, movie.Length))
        {
            if (child.Type == BoxType.Trak && MovieBox.TrackId(movie, child) == trackId)
            {
                patches.Add(Patch.Free(reader.MovieOffset + child.Start));
            }
            else if (child.Type == BoxType.Mvex)
            {
                foreach (var trex in Box.Walk(movie, child.ContentStart, child.End))
                {
                    // Section 8.8.3: version and flags, then the track's id.
                    if (trex.Type == BoxType.Trex && trex.End - trex.ContentStart >= 8
                        && BinaryPrimitives.ReadUInt32BigEndian(movie.AsSpan(trex.ContentStart + 4)) == trackId)
                    {
                        patches.Add(Patch.Free(reader.MovieOffset + trex.Start));
                    }
                }
            }
        }
    }

    private static void PatchFragment(SegmentReader reader, SegmentFragment fragment, long shift, bool blankAudio, List<Patch> patches)
    {
        var videoRate = reader.Format.Video.ClockRate;
        foreach (var run in fragment.Runs)
        {
            if (blankAudio && run.Track == StreamFormat.AudioTrack)
            {
                patches.Add(Patch.Free(run.BoxOffset));
            }
            else if (shift != 0)
            {
                var moved = RunTime.Convert(shift, videoRate, reader.Format.Tracks[run.Track].ClockRate);
                patches.Add(Patch.Time(run.TimeField, run.BaseDecodeTicks + moved));
            }
        }

        if (shift != 0 && fragment.ReferenceTimeField is { } field)
        {
            var first = fragment.Runs[0];
            var moved = RunTime.Convert(shift, videoRate, reader.Format.Tracks[first.Track].ClockRate);
            patches.Add(Patch.Time(field, first.BaseDecodeTicks + first.Samples[0].CompositionTicks + moved));
        }
    }
}
