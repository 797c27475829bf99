using Vedette.Media.Rtp;
using Vedette.Media.Units;

namespace Vedette.Media.Codecs.Aac;

/// <summary>AAC frames from packets of MP4A-LATM (RFC 6416 section 6): a packet carries an AudioMuxElement, or a piece of one.</summary>
/// <param name="clockRate">RTP ticks per second.</param>
/// <param name="described">The set-up the description gives, or null when it comes with the sound.</param>
/// <param name="isInBand">Whether each element may bring a set-up along (cpresent).</param>
internal sealed class LatmDepacketizer(int clockRate, LatmConfig? described, bool isInBand) : Depacketizer
{
    private const int MaxElementBytes = 64 * 1024;

    private readonly UnitBuffer _element = new();
    private readonly UnitBuffer _frame = new();
    private LatmConfig? _config = described;
    private byte[] _configBytes = [];       // the set-up as it last came in band, to know it again
    private TrackFormat? _format = described is null ? null : FormatOf(described, clockRate);
    private uint _timestamp;
    private bool _isBroken;
    private int _lost;

    /// <summary>The track's format; null as long as no set-up came.</summary>
    public override TrackFormat? AudioFormat => _format;

    /// <inheritdoc/>
    public override void Push(in RtpPacket packet, int lost)
    {
        _lost += lost;
        if (packet.Timestamp != _timestamp)
        {
            _element.Clear(); // without its marker the element is a torso
            (_timestamp, _isBroken) = (packet.Timestamp, false);
        }
        else
        {
            _isBroken |= lost > 0;
        }

        if (_element.Length + packet.Payload.Length > MaxElementBytes)
        {
            _isBroken = true;
        }

        if (!_isBroken)
        {
            _element.Append(packet.Payload);
        }

        if (packet.Marker)
        {
            if (!_isBroken && _element.Length > 0)
            {
                TakeElement(_element.Written);
            }

            _element.Clear();
            _isBroken = false;
        }
    }

    /// <inheritdoc/>
    public override void CheckInvariants() => Check(_element.Length <= MaxElementBytes, "an element is bounded");

    private void TakeElement(ReadOnlySpan<byte> element)
    {
        var bit = 0;
        if (isInBand)
        {
            bit = 1;
            if ((element[0] & 0x80) == 0 && !TryTakeConfig(element, ref bit))
            {
                Malformed++;
                return;
            }
        }

        if (_config is not { } config)
        {
            return; // the set-up is still to come
        }

        for (var frame = 0; frame < config.SubFrames; frame++)
        {
            if (!TryTakeFrame(element, ref bit, _timestamp + (uint)(frame * config.Audio.FrameSamples * (long)clockRate / config.Audio.SampleRate)))
            {
                Malformed++;
                return;
            }
        }
    }

    private bool TryTakeConfig(ReadOnlySpan<byte> element, ref int bit)
    {
        var known = _configBytes.Length;
        if (known == 0 || element.Length < known || !element.StartsWith(_configBytes.AsSpan(0, known - 1)) || !IsSameEnd(element[known - 1]))
        {
            if (LatmConfig.Read(element, bit) is not { } config)
            {
                return false;
            }

            _configBytes = element[..((bit + config.Bits + 7) / 8)].ToArray();
            var format = FormatOf(config, clockRate);
            (_config, _format) = (config, format.Equals(_format) ? _format : format);
        }

        bit += _config!.Bits;
        return true;
    }

    /// <summary>The set-up's last byte belongs to it only in part.</summary>
    private bool IsSameEnd(byte last)
    {
        var mask = (byte)(0xFF00 >> ((_config!.Bits % 8) + 1));
        return (last & mask) == (_configBytes[^1] & mask);
    }

    /// <summary>PayloadLengthInfo and PayloadMux with frame length type 0: the length in steps of 255, then as many bytes, at any bit.</summary>
    private bool TryTakeFrame(ReadOnlySpan<byte> element, ref int bit, uint timestamp)
    {
        var length = 0;
        for (var more = 255; more == 255; bit += 8)
        {
            if (bit + 8 > element.Length * 8)
            {
                return false;
            }

            more = ByteAt(element, bit);
            length += more;
        }

        if (bit + (8L * length) > element.Length * 8L)
        {
            return false;
        }

        if (length > 0)
        {
            Give(element, bit, length, timestamp);
        }

        bit += 8 * length;
        return true;
    }

    private void Give(ReadOnlySpan<byte> element, int bit, int length, uint timestamp)
    {
        if (bit % 8 == 0)
        {
            Complete(element.Slice(bit / 8, length), timestamp, isKey: true, _lost);
        }
        else
        {
            _frame.Clear();
            for (var at = 0; at < length; at++)
            {
                _frame.Append([(byte)ByteAt(element, bit + (8 * at))]);
            }

            Complete(_frame.Written, timestamp, isKey: true, _lost);
        }

        _lost = 0;
    }

    private static int ByteAt(ReadOnlySpan<byte> bytes, int bit)
    {
        var (at, shift) = (bit / 8, bit % 8);
        return shift == 0 ? bytes[at] : ((bytes[at] << shift) | (bytes[at + 1] >> (8 - shift))) & 0xFF;
    }

    private static TrackFormat FormatOf(LatmConfig config, int clockRate) => AacTrack.Format(config.Audio, config.Configuration, clockRate);
}
