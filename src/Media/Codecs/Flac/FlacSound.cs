using Vedette.Foundation;
using Vedette.Media.Codecs.G711;
using Vedette.Media.Units;

namespace Vedette.Media.Codecs.Flac;

/// <summary>Makes FLAC of G.711 sound, bit for bit the same samples: browsers play the one in MP4 and not the other.</summary>
/// <remarks>
/// Belongs here: gathering packets of 20 ms into blocks of some 100 ms. Does not: inventing sound where some is missing; a gap starts
/// a new block at its own time. One reader, one task at a time.
/// </remarks>
public sealed class FlacSound : IDisposable
{
    private readonly TrackFormat _g711;
    private readonly FlacEncoder _encoder;
    private readonly Queue<AccessUnit> _ready = new();
    private readonly short[] _samples;
    private readonly int _enough;
    private UnitHeader _first;
    private int _count;

    /// <summary>Creates it for one track.</summary>
    /// <param name="g711">The track as the camera sends it.</param>
    /// <exception cref="ArgumentOutOfRangeException">Its rate or channels are outside what FLAC frames carry.</exception>
    public FlacSound(TrackFormat g711)
    {
        _g711 = g711;
        _encoder = new FlacEncoder(g711.SampleRate, Math.Max(1, g711.Channels));
        _samples = new short[FlacEncoder.MostSamples * _encoder.Format.Channels];
        _enough = Math.Clamp(g711.SampleRate / 10, FlacEncoder.FewestSamples, FlacEncoder.MostSamples) * _encoder.Format.Channels;
    }

    /// <summary>The track the units made belong to.</summary>
    public TrackFormat Format => _encoder.Format;

    /// <summary>Whether a track can be shown this way.</summary>
    public static bool Takes(TrackFormat track) =>
        track is { Codec: Codec.PcmMu or Codec.PcmA, SampleRate: > 0 and <= ushort.MaxValue, Channels: <= 8 };

    /// <summary>Takes the next unit of the track; the caller keeps its lease. Then <see cref="TryTake"/> until there is no more.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="shown">The format the units made are given.</param>
    public void Push(AccessUnit unit, StreamFormat shown)
    {
        var channels = Format.Channels;
        if (_count > 0 && (unit.Header.Run != _first.Run || unit.Header.DecodeTicks != _first.DecodeTicks + (_count / channels)))
        {
            Close(shown);
        }

        var codes = unit.Bytes.Span[..(unit.Bytes.Length - (unit.Bytes.Length % channels))];
        var at = 0;
        while (at < codes.Length)
        {
            if (_count == 0)
            {
                _first = unit.Header with
                {
                    DecodeTicks = unit.Header.DecodeTicks + (at / channels),
                    WallTime = unit.WallTime + MediaTime.ToTimeSpan(at / channels, _g711.ClockRate),
                };
            }

            var part = Math.Min(codes.Length - at, _samples.Length - _count);
            G711Decoder.Decode(_g711.Codec, codes.Slice(at, part), _samples.AsSpan(_count));
            (_count, at) = (_count + part, at + part);
            if (_count >= _enough)
            {
                Close(shown);
            }
        }
    }

    /// <summary>Hands a finished unit over, with one lease.</summary>
    public bool TryTake(out AccessUnit unit) => _ready.TryDequeue(out unit!);

    /// <summary>Gives back what nobody took.</summary>
    public void Dispose()
    {
        while (_ready.TryDequeue(out var unit))
        {
            unit.Release();
        }
    }

    private void Close(StreamFormat shown)
    {
        // A block of less than 2 ms is not worth a frame, and FLAC allows none.
        if (_count / Format.Channels >= FlacEncoder.FewestSamples)
        {
            var frame = _encoder.Encode(_samples.AsSpan(0, _count));
            _ready.Enqueue(AccessUnit.Copy(_first with { Format = shown, IsKey = true, CompositionTicks = 0 }, frame));
        }

        _count = 0;
    }
}
