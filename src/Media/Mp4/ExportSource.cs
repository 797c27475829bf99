using System.Buffers.Binary;
using Vedette.Foundation;
using Vedette.Media.Codecs;
using Vedette.Media.Units;

namespace Vedette.Media.Mp4;

/// <summary>One segment of an export: chooses the samples of a range and copies their bytes.</summary>
internal sealed class ExportSource
{
    private readonly ByteSource _bytes;
    private readonly SegmentReader _reader;
    private readonly IReadOnlyList<SegmentFragment> _fragments;
    private readonly DateTimeOffset _to;
    private readonly byte[] _parameterSets;
    private readonly long _firstOffset;
    private int _next;
    private bool _isBegun;

    public ExportSource(ByteSource bytes, DateTimeOffset from, DateTimeOffset to)
    {
        (_bytes, _to) = (bytes, to);
        _reader = new SegmentReader(bytes);
        _fragments = _reader.ReadFragments();
        _parameterSets = DecoderParameters.AsUnit(Format.Video);
        RunId = _reader.Identity?.RunId ?? Guid.NewGuid();
        ToRun = (_reader.Identity?.RunTicks ?? 0) - (FirstVideoTicks() ?? 0);
        _firstOffset = FindStart(from);
    }

    public StreamFormat Format => _reader.Format;

    /// <summary>The run the segment belongs to; a segment that does not say is a run of its own.</summary>
    public Guid RunId { get; }

    /// <summary>What is added to the file's times to get the run's, in ticks of the video clock.</summary>
    public long ToRun { get; }

    public bool IsEndReached { get; private set; }

    /// <summary>The samples wanted of the next fragment that has any; null when there is none left.</summary>
    public ExportSelection? Next()
    {
        while (_next < _fragments.Count && !IsEndReached)
        {
            var fragment = _fragments[_next++];
            if (Select(fragment) is { } selection)
            {
                return selection;
            }
        }

        return null;
    }

    /// <summary>The parameter sets to put before a key picture: none when it brings its own.</summary>
    public byte[] MissingParameterSets(in SegmentSample sample)
    {
        if (_parameterSets.Length == 0)
        {
            return [];
        }

        Span<byte> head = stackalloc byte[5];
        var (position, end) = (sample.Offset, sample.Offset + sample.Size);
        while (end - position >= head.Length && _bytes.Read(head, position) == head.Length && !NalKind.IsPicture(Format.Video.Codec, head[4]))
        {
            if (NalKind.IsSequenceParameters(Format.Video.Codec, head[4]))
            {
                return [];
            }

            position += 4 + BinaryPrimitives.ReadUInt32BigEndian(head);
        }

        return _parameterSets;
    }

    /// <summary>Copies bytes of the file; they must be there.</summary>
    /// <exception cref="FaultException">The disk failed, or the file became shorter.</exception>
    public void Copy(long offset, Span<byte> to)
    {
        if (_bytes.ReadFile(to, offset) < to.Length)
        {
            throw new FaultException(FaultKind.Disk, "A segment file became shorter while it was exported.");
        }
    }

    private ExportSelection? Select(SegmentFragment fragment)
    {
        var video = Range(fragment, StreamFormat.VideoTrack);
        var start = 0;
        while (start < video.Length && video.Span[start].Offset < _firstOffset)
        {
            start++;
        }

        var end = start;
        while (end < video.Length && !IsAtEnd(fragment, video.Span[end]))
        {
            end++;
        }

        IsEndReached = end < video.Length;
        var chosen = video[start..end];
        _isBegun |= chosen.Length > 0;
        if (!_isBegun)
        {
            return null;
        }

        var audio = Audio(fragment, IsEndReached ? ToAudio(video.Span[end].DecodeTicks) : long.MaxValue);
        if (chosen.Length == 0 && audio.Length == 0)
        {
            return null;
        }

        var first = chosen.Length > 0 ? chosen.Span[0] : audio.Span[0];
        return new ExportSelection(WallTimeOf(fragment, first) ?? DateTimeOffset.UnixEpoch, chosen, audio);
    }

    private static ReadOnlyMemory<SegmentSample> Audio(SegmentFragment fragment, long until)
    {
        var audio = Range(fragment, StreamFormat.AudioTrack);
        var end = 0;
        while (end < audio.Length && audio.Span[end].DecodeTicks < until)
        {
            end++;
        }

        return audio[..end];
    }

    private static ReadOnlyMemory<SegmentSample> Range(SegmentFragment fragment, int track) =>
        fragment.RunOf(track) is { } run ? run.Samples as SegmentSample[] ?? [.. run.Samples] : ReadOnlyMemory<SegmentSample>.Empty;

    /// <summary>Compares decoding times, which grow from sample to sample, so that reordered pictures are not torn apart.</summary>
    private bool IsAtEnd(SegmentFragment fragment, in SegmentSample sample) =>
        WallTimeOf(fragment, sample) - MediaTime.ToTimeSpan(sample.CompositionTicks, Format.Video.ClockRate) >= _to;

    private DateTimeOffset? WallTimeOf(SegmentFragment fragment, in SegmentSample sample) =>
        KeyFrames.WallTimeOf(_reader, fragment, sample, Format.Tracks[fragment.Runs[0].Track].ClockRate);

    private long ToAudio(long videoTicks) =>
        RunTime.Convert(videoTicks, Format.Video.ClockRate, Format.Audio?.ClockRate ?? Format.Video.ClockRate);

    private long? FirstVideoTicks()
    {
        foreach (var fragment in _fragments)
        {
            if (fragment.RunOf(StreamFormat.VideoTrack) is { } run)
            {
                return run.BaseDecodeTicks;
            }
        }

        return null;
    }

    /// <summary>
    /// Where the key picture at or before <paramref name="from"/> lies; the file's first one when all are later; behind
    /// everything when the file ends before.
    /// </summary>
    private long FindStart(DateTimeOffset from)
    {
        long? start = null;
        DateTimeOffset? end = null;
        foreach (var fragment in _fragments)
        {
            foreach (ref readonly var sample in Range(fragment, StreamFormat.VideoTrack).Span)
            {
                end = WallTimeOf(fragment, sample) + MediaTime.ToTimeSpan(sample.Duration, Format.Video.ClockRate);
                if (sample.IsKey && (start is null || WallTimeOf(fragment, sample) <= from))
                {
                    start = sample.Offset;
                }
            }
        }

        return end <= from ? long.MaxValue : start ?? long.MaxValue;
    }
}
