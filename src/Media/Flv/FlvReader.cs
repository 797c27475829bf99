using System.Buffers.Binary;
using Vedette.Foundation;
using Vedette.Media.Codecs;
using Vedette.Media.Codecs.H264;
using Vedette.Media.Units;

namespace Vedette.Media.Flv;

/// <summary>
/// Reads H.264 pictures from an FLV stream (Adobe Flash Video File Format Specification 10.1, annex E): how an encoder in a child
/// process hands them over with their times, each as soon as it is made.
/// </summary>
/// <remarks>
/// <code>
/// tag:   type 1 · size 3 · time 3 · time's high byte 1 · stream 3 · size bytes · tag size 4
/// video: kind and codec 1 · 0 set-up / 1 pictures 1 · composition offset 3 · what it says
/// </code>
/// Not trusted: pictures and set-up are bounded.
/// </remarks>
/// <param name="from">The stream.</param>
public sealed class FlvReader(Stream from)
{
    /// <summary>No picture may be longer.</summary>
    public const int MostBytes = 8 << 20;

    private const int FileHeaderBytes = 9 + 4;
    private const int TagHeaderBytes = 11;
    private const int VideoHeaderBytes = 5;
    private const int TagSizeBytes = 4;
    private const byte VideoTag = 9;
    private const byte KeyAndAvc = 0x17;
    private const byte OtherAndAvc = 0x27;

    private readonly byte[] _header = new byte[TagHeaderBytes + VideoHeaderBytes];
    private TrackFormat? _format;
    private bool _isBegun;

    /// <summary>Reads the next picture.</summary>
    /// <param name="cancellation">Stops waiting for it.</param>
    /// <returns>The picture, or null when the stream has ended.</returns>
    /// <exception cref="FaultException">The stream does not follow its format (of kind <see cref="FaultKind.Format"/>).</exception>
    public async ValueTask<FlvPicture?> ReadAsync(CancellationToken cancellation)
    {
        if (!_isBegun)
        {
            _isBegun = true;
            if (!await SkipAsync(FileHeaderBytes, cancellation))
            {
                return null;
            }
        }

        while (await FillAsync(_header.AsMemory(0, TagHeaderBytes), cancellation))
        {
            var (type, size) = (_header[0], (_header[1] << 16) | (_header[2] << 8) | _header[3]);
            if (size > MostBytes)
            {
                throw new FaultException(FaultKind.Format, "A picture is too long.");
            }

            if (type != VideoTag || size < VideoHeaderBytes)
            {
                if (!await SkipAsync(size + TagSizeBytes, cancellation))
                {
                    return null;
                }

                continue;
            }

            if (await ReadVideoAsync(size - VideoHeaderBytes, cancellation) is { } picture)
            {
                return picture;
            }
        }

        return null;
    }

    /// <summary>Null for a tag without a picture.</summary>
    private async ValueTask<FlvPicture?> ReadVideoAsync(int length, CancellationToken cancellation)
    {
        if (!await FillAsync(_header.AsMemory(TagHeaderBytes), cancellation))
        {
            return null;
        }

        var rented = UnitMemory.Rent(length);
        var isTaken = false;
        try
        {
            if (!await FillAsync(rented.AsMemory(0, length), cancellation) || !await SkipAsync(TagSizeBytes, cancellation))
            {
                return null;
            }

            var picture = Take(rented, length);
            isTaken = picture is not null;
            return picture;
        }
        finally
        {
            if (!isTaken)
            {
                UnitMemory.Return(rented);
            }
        }
    }

    private FlvPicture? Take(byte[] bytes, int length)
    {
        var video = _header.AsSpan(TagHeaderBytes);
        if (video[0] is not (KeyAndAvc or OtherAndAvc))
        {
            throw new FaultException(FaultKind.Format, "A picture is not H.264.");
        }

        switch (video[1])
        {
            case 0:
                _format = FormatOf(bytes.AsSpan(0, length)) ?? throw new FaultException(FaultKind.Format, "The set-up cannot be understood.");
                return null;
            case 1 when _format is not null && length > 0:
                var time = (long)((_header[7] << 24) | (_header[4] << 16) | (_header[5] << 8) | _header[6]);
                var offset = BinaryPrimitives.ReadInt32BigEndian([video[2], video[3], video[4], 0]) >> 8;
                return new FlvPicture(_format, bytes, length, time + offset, video[0] == KeyAndAvc);
            default:
                return null;
        }
    }

    /// <summary>ISO/IEC 14496-15 section 5.3.3.1.</summary>
    private static TrackFormat? FormatOf(ReadOnlySpan<byte> configuration)
    {
        const int FirstSet = 8;
        if (configuration.Length < FirstSet || (configuration[5] & 0x1F) == 0)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(configuration[6..]);
        return length <= configuration.Length - FirstSet && SequenceParameterSet.Parse(configuration.Slice(FirstSet, length)) is { } set
            ? new TrackFormat
            {
                Kind = TrackKind.Video,
                Codec = Codec.H264,
                ClockRate = VideoParameters.ClockRate,
                Configuration = configuration.ToArray(),
                CodecString = $"avc1.{Convert.ToHexStringLower(configuration[1..4])}",
                Width = set.Width,
                Height = set.Height,
            }
            : null;
    }

    private async ValueTask<bool> SkipAsync(int count, CancellationToken cancellation)
    {
        for (var left = count; left > 0;)
        {
            var part = _header.AsMemory(0, Math.Min(left, _header.Length));
            if (!await FillAsync(part, cancellation))
            {
                return false;
            }

            left -= part.Length;
        }

        return true;
    }

    /// <summary>False when the stream ends before.</summary>
    private async ValueTask<bool> FillAsync(Memory<byte> to, CancellationToken cancellation) =>
        await from.ReadAtLeastAsync(to, to.Length, throwOnEndOfStream: false, cancellation) == to.Length;
}
