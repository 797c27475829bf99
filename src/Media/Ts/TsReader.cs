using System.Buffers.Binary;
using Vedette.Media.Codecs;
using Vedette.Media.Codecs.Aac;
using Vedette.Media.Hub;
using Vedette.Media.Rtp;
using Vedette.Media.Sources;
using Vedette.Media.Units;

namespace Vedette.Media.Ts;

/// <summary>Bytes of an MPEG transport stream in, pictures and AAC frames out. After each push, take until there is no more.</summary>
/// <remarks>
/// Belongs here: what the stream is made of. Does not: when units are published.
/// The first program is read; a stream that starts anywhere is joined at the next packet.
/// </remarks>
internal sealed class TsReader : IDisposable
{
    private const int MostWaiting = 4096;
    private const int FrameSamples = 1024;

    private readonly SourceCounters _counters;
    private readonly byte[] _partial = new byte[TsPacket.Length];
    private readonly Queue<TimelineUnit> _ready = new();
    private readonly ProgramMap _map = new();
    private readonly UnitBuffer _unit = new();
    private readonly TsTime _time = new();
    private readonly PesAssembler _video;
    private readonly PesAssembler _audio;
    private int _partialLength;
    private PictureReader? _pictures;
    private long? _pictureTime;
    private byte[] _soundRest = [];
    private ushort _soundConfiguration;

    /// <summary>Reads a stream.</summary>
    /// <param name="counters">Where to count.</param>
    public TsReader(SourceCounters counters)
    {
        _counters = counters;
        _video = new PesAssembler { Taken = TakePicture };
        _audio = new PesAssembler { Taken = TakeSound };
    }

    /// <summary>The video's parameters; null until the program is known.</summary>
    public VideoParameters? Parameters => _pictures?.Parameters;

    /// <summary>Whether the program has AAC sound.</summary>
    public bool HasAudio => _map.AudioPid >= 0;

    /// <summary>The sound's format; null until a frame was seen.</summary>
    public TrackFormat? Audio { get; private set; }

    /// <summary>The name of sound that is left out, or null.</summary>
    public string? IgnoredAudio => _map.IgnoredAudioType is { } type && !HasAudio ? StreamType.NameOf(type) : null;

    /// <summary>Takes what arrived, in pieces of any size.</summary>
    /// <exception cref="SourceException">The program has no video we can record.</exception>
    public void Push(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_partialLength == 0)
            {
                var start = bytes.IndexOf(TsPacket.Sync);
                if (start != 0)
                {
                    _counters.Malformed++;
                }

                bytes = start < 0 ? [] : bytes[start..];
            }

            if (_partialLength == 0 && bytes.Length >= TsPacket.Length)
            {
                Take(bytes[..TsPacket.Length]);
                bytes = bytes[TsPacket.Length..];
                continue;
            }

            var missing = Math.Min(bytes.Length, TsPacket.Length - _partialLength);
            bytes[..missing].CopyTo(_partial.AsSpan(_partialLength));
            _partialLength += missing;
            bytes = bytes[missing..];
            if (_partialLength == TsPacket.Length)
            {
                _partialLength = 0;
                Take(_partial);
            }
        }
    }

    /// <summary>The stream ends or pauses here: what is there is all there will be of the last picture.</summary>
    public void Flush()
    {
        _video.Flush();
        _audio.Flush();
    }

    /// <summary>Hands a unit over, in the order of the stream.</summary>
    public bool TryTake(out TimelineUnit unit) => _ready.TryDequeue(out unit);

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        while (_ready.TryDequeue(out var unit))
        {
            UnitMemory.Return(unit.Rented);
        }
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        if (!TsPacket.TryRead(bytes, out var packet))
        {
            _counters.Malformed++;
            return;
        }

        _counters.Packets++;
        if (_map.Take(packet))
        {
            ChooseVideo();
        }
        else if (packet.Pid == _map.VideoPid)
        {
            _counters.Lost += _video.Push(packet);
        }
        else if (packet.Pid == _map.AudioPid)
        {
            _ = _audio.Push(packet);
        }
    }

    private void ChooseVideo()
    {
        if (_map.IsKnown && _map.VideoPid < 0)
        {
            throw new SourceException(FeedBreakCause.NoVideoTrack, "The stream has no H.264 or H.265 video.");
        }

        if (_map.IsKnown)
        {
            _pictures ??= PictureReader.Of(_map.VideoType == StreamType.H264 ? Codec.H264 : Codec.H265);
        }
    }

    private void TakePicture(ReadOnlySpan<byte> payload, long? time, int lost)
    {
        _pictureTime = time is { } told ? _time.Unwrap(told) : _pictureTime;
        _unit.Clear();
        if (_pictures is null || _pictureTime is not { } at || _pictures.Read(payload, _unit) is not { } isKey)
        {
            return;
        }

        Add(isVideo: true, _unit.Written, at, isKey, lost);
    }

    /// <summary>Several frames to a packet; the last may go on in the next.</summary>
    private void TakeSound(ReadOnlySpan<byte> payload, long? time, int lost)
    {
        if (time is not { } told)
        {
            return;
        }

        var at = _time.Unwrap(told);
        var bytes = lost > 0 || _soundRest.Length == 0 ? payload : [.. _soundRest, .. payload];
        _soundRest = [];
        for (var frame = 0; AdtsHeader.TryRead(bytes, out var header); frame++)
        {
            if (header.FrameLength > bytes.Length)
            {
                break;
            }

            Describe(header);
            if (Audio is { } audio)
            {
                var ticks = (long)frame * FrameSamples * TimelinePublisher.ClockRate / audio.SampleRate;
                Add(isVideo: false, bytes[header.HeaderLength..header.FrameLength], at + ticks, isKey: true, lost);
            }

            bytes = bytes[header.FrameLength..];
        }

        if (bytes.Length is > 0 and < 8192 && bytes[0] == 0xFF)
        {
            _soundRest = bytes.ToArray();
        }
    }

    private void Describe(in AdtsHeader header)
    {
        if (_soundConfiguration == header.Configuration && Audio is not null)
        {
            return;
        }

        var configuration = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(configuration, header.Configuration);
        if (AudioSpecificConfig.Parse(configuration) is not { } config)
        {
            return;
        }

        _soundConfiguration = header.Configuration;
        Audio = new TrackFormat
        {
            Kind = TrackKind.Audio,
            Codec = Codec.Aac,
            ClockRate = config.SampleRate,
            Configuration = configuration,
            CodecString = $"mp4a.40.{config.ObjectType}",
            Channels = config.Channels,
            SampleRate = config.SampleRate,
        };
    }

    private void Add(bool isVideo, ReadOnlySpan<byte> bytes, long time, bool isKey, int lost)
    {
        if (_ready.Count == MostWaiting)
        {
            _counters.Malformed++;
            return;
        }

        var rented = UnitMemory.Rent(bytes.Length);
        bytes.CopyTo(rented);
        _ready.Enqueue(new TimelineUnit(isVideo, rented, bytes.Length, time, isKey, lost));
    }
}
