using System.Buffers;
using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Vedette.Foundation;
using Vedette.Media.Units;

namespace Vedette.Media.Mp4;

/// <summary>
/// Reads the structure of a segment file, never its payload. Bounded in memory and work whatever the bytes are. A file that
/// grows may be read on: what was not whole before is tried again.
/// </summary>
public sealed class SegmentReader
{
    private const int LongestInit = 1 << 20;
    private const int LongestMoof = 4 << 20;
    private const int MostBoxes = 64;
    private const int ReadAhead = 1 << 16;

    private readonly ByteSource _source;
    private readonly uint[] _trackIds;
    private readonly List<SegmentSample> _samples = [];

    /// <summary>Reads the init section.</summary>
    /// <param name="file">The file; stays the caller's.</param>
    /// <exception cref="FaultException">
    /// Of kind <see cref="FaultKind.Format"/>: there is no usable init section; of kind <see cref="FaultKind.Disk"/>: the disk
    /// failed, here and in all other members.
    /// </exception>
    public SegmentReader(SafeFileHandle file)
        : this(new ByteSource(file, new byte[ByteSource.WindowLength]))
    {
    }

    /// <summary>Reads the init section.</summary>
    /// <param name="file">A seekable stream; stays the caller's.</param>
    /// <inheritdoc cref="SegmentReader(SafeFileHandle)" path="/exception"/>
    public SegmentReader(Stream file)
        : this(new ByteSource(file))
    {
    }

    /// <inheritdoc cref="SegmentReader(SafeFileHandle)"/>
    internal SegmentReader(ByteSource source)
    {
        _source = source;
        var position = 0L;
        StreamFormat? format = null;
        uint[] trackIds = [];
        for (var boxes = 0; boxes < MostBoxes && ReadHeader(position) is { } header && !IsPartOfFragment(header.Type) && !IsSeal(position, header); boxes++)
        {
            if (header.Type is BoxType.Moov or BoxType.Uuid && header.Length <= LongestInit)
            {
                var bytes = new byte[header.Length];
                if (_source.Read(bytes, position) < bytes.Length || !Box.TryRead(bytes, 0, bytes.Length, out var box))
                {
                    break;
                }

                if (box.Type == BoxType.Moov)
                {
                    (format, trackIds) = MovieBox.Read(bytes, box);
                    (MovieOffset, Movie) = (position, bytes);
                }
                else
                {
                    Identity ??= IdentityBox.Read(box.Content(bytes));
                }
            }

            position += header.Length;
        }

        Format = format ?? throw new FaultException(FaultKind.Format, "The file does not start with an init section.");
        _trackIds = trackIds;
        InitLength = ValidLength = position;
    }

    /// <summary>The tracks.</summary>
    public StreamFormat Format { get; }

    /// <summary>Whose footage it is, or null when the file does not say.</summary>
    public SegmentIdentity? Identity { get; }

    /// <summary>Where the init section ends and the first fragment starts.</summary>
    public long InitLength { get; }

    /// <summary>End of the last whole fragment read so far: what is before plays, what is behind is a torn tail.</summary>
    public long ValidLength { get; private set; }

    /// <summary>The <c>moov</c> box and where it starts.</summary>
    internal byte[] Movie { get; } = [];

    internal long MovieOffset { get; }

    internal ReadOnlySpan<uint> TrackIds => _trackIds;

    /// <summary>Reads the next whole fragment; null at the end of the file or at the first byte that is not part of one.</summary>
    public SegmentFragment? ReadFragment()
    {
        if (ReadNext() is { } fragment)
        {
            return fragment;
        }

        _source.Forget();
        return null;
    }

    private SegmentFragment? ReadNext()
    {
        var position = ValidLength;
        ReferenceTime? reference = null;
        for (var boxes = 0; boxes < MostBoxes && ReadHeader(position) is { } header; boxes++)
        {
            switch (header.Type)
            {
                case BoxType.Prft:
                    reference = ReadReferenceTime(position, header);
                    break;
                case BoxType.Moof:
                    return ReadMovieFragment(position, header, reference);
                case BoxType.Free or BoxType.Skip or BoxType.Styp or BoxType.Sidx or BoxType.Emsg or BoxType.Uuid:
                    break;
                default:
                    return null;
            }

            position += header.Length;
        }

        return null;
    }

    /// <summary>Reads all fragments left. Afterwards <see cref="ValidLength"/> is final.</summary>
    public IReadOnlyList<SegmentFragment> ReadFragments()
    {
        var fragments = new List<SegmentFragment>();
        while (ReadFragment() is { } fragment)
        {
            fragments.Add(fragment);
        }

        return fragments;
    }

    /// <summary>
    /// Whether each picture of <paramref name="fragment"/> is an unbroken chain of NAL units: after a power cut a file may be
    /// as long as it should but hold zeros where the disk never got to.
    /// </summary>
    public bool IsPayloadWhole(SegmentFragment fragment)
    {
        Span<byte> length = stackalloc byte[4];
        foreach (var sample in fragment.RunOf(StreamFormat.VideoTrack)?.Samples ?? [])
        {
            var (position, end) = (sample.Offset, sample.Offset + sample.Size);
            while (position < end)
            {
                var size = end - position >= 4 && _source.Read(length, position) == 4 ? BinaryPrimitives.ReadUInt32BigEndian(length) : 0;
                if (size == 0 || size > end - position - 4)
                {
                    return false;
                }

                position += 4 + size;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether all of <paramref name="fragment"/> is what was written: true too when it has no <see cref="FragmentSeal"/> to tell by.
    /// </summary>
    public bool IsIntact(SegmentFragment fragment)
    {
        Span<byte> seal = stackalloc byte[FragmentSeal.Length];
        if (_source.Read(seal, fragment.Offset) < seal.Length || !FragmentSeal.Is(seal))
        {
            return true;
        }

        var checksum = FragmentSeal.Begin(fragment.Offset);
        var buffer = ArrayPool<byte>.Shared.Rent(ReadAhead);
        try
        {
            var end = fragment.Offset + fragment.Length;
            for (var position = fragment.Offset + seal.Length; position < end;)
            {
                var read = _source.Read(buffer.AsSpan(0, (int)Math.Min(ReadAhead, end - position)), position);
                if (read == 0)
                {
                    return false;
                }

                checksum = FragmentSeal.Add(checksum, buffer.AsSpan(0, read));
                position += read;
            }

            return FragmentSeal.Closes(seal, checksum);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private bool IsSeal(long position, TopBox header)
    {
        Span<byte> bytes = stackalloc byte[FragmentSeal.Length];
        return header is { Type: BoxType.Uuid, Length: FragmentSeal.Length }
            && _source.Read(bytes, position) == bytes.Length && FragmentSeal.Is(bytes);
    }

    private static bool IsPartOfFragment(uint type) =>
        type is BoxType.Prft or BoxType.Moof or BoxType.Mdat or BoxType.Styp or BoxType.Sidx or BoxType.Emsg;

    private SegmentFragment? ReadMovieFragment(long position, TopBox moof, ReferenceTime? reference)
    {
        if (moof.Length > LongestMoof || ReadHeader(position + moof.Length) is not { Type: BoxType.Mdat } mdat)
        {
            return null;
        }

        var end = position + moof.Length + mdat.Length;
        var bytes = ArrayPool<byte>.Shared.Rent((int)moof.Length);
        try
        {
            var box = bytes.AsSpan(0, (int)moof.Length);
            if (_source.Read(box, position) < box.Length
                || FragmentParser.Read(box, position, end, _trackIds, _samples) is not { Count: > 0 } runs)
            {
                return null;
            }

            var fragment = new SegmentFragment(ValidLength, end - ValidLength, WallTime(reference, runs[0]), runs)
            {
                ReferenceTimeField = reference?.MediaTimeField,
            };
            ValidLength = end;
            return fragment;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private DateTimeOffset? WallTime(ReferenceTime? reference, SegmentTrackRun first)
    {
        if (reference is not { } known || known.TrackId != _trackIds[first.Track])
        {
            return null;
        }

        // A reference farther away than a day does not belong to this fragment.
        var clockRate = Format.Tracks[first.Track].ClockRate;
        var away = (Int128)first.BaseDecodeTicks + first.Samples[0].CompositionTicks - known.MediaTicks;
        return Int128.Abs(away) > 86_400 * (Int128)clockRate
            ? null
            : NtpTime.ToInstant(known.Ntp) + MediaTime.ToTimeSpan((long)away, clockRate);
    }

    /// <summary>Section 8.16.5.</summary>
    private ReferenceTime? ReadReferenceTime(long position, TopBox prft)
    {
        Span<byte> bytes = stackalloc byte[32];
        bytes = bytes[..(int)Math.Min(prft.Length, bytes.Length)];
        if (prft.Length < 28 || _source.Read(bytes, position) < bytes.Length)
        {
            return null;
        }

        var fields = new FieldReader(bytes);
        fields.Skip(8);
        var isLong = fields.UInt32() >> 24 == 1;
        var reference = new ReferenceTime(
            fields.UInt32(), fields.UInt64(), isLong ? fields.UInt64() : fields.UInt32(), (position + 24, isLong));
        return fields.Overrun ? null : reference;
    }

    /// <summary>The header of the box at <paramref name="position"/>, or null unless the whole box is in the file.</summary>
    private TopBox? ReadHeader(long position)
    {
        Span<byte> bytes = stackalloc byte[16];
        var read = _source.Read(bytes, position);
        if (read < 8)
        {
            return null;
        }

        long length = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if (length == 1 && read == 16)
        {
            length = (long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), long.MaxValue / 2);
        }

        return length >= 8 && _source.Reaches(position + length)
            ? new TopBox(BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]), length)
            : null;
    }

    private readonly record struct TopBox(uint Type, long Length);

    private readonly record struct ReferenceTime(uint TrackId, ulong Ntp, ulong MediaTicks, (long Offset, bool IsLong) MediaTimeField);
}
