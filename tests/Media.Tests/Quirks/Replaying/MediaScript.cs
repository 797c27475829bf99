using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text.RegularExpressions;
using Vedette.Media.Rtp;
using Vedette.Media.Rtsp;

namespace Vedette.Media.Tests.Quirks.Replaying;

/// <summary>
/// The lines of a transcript that send media:
/// <list type="bullet">
/// <item><c>set ch=0 pt=96 ssrc=1 seq=0 t=0 step=3600 at=2026-01-01T00:00:00Z via=udp</c>: what the next packets are like</item>
/// <item><c>key</c>, <c>picture 9</c>: whole pictures in packets of their own, each a step later</item>
/// <item><c>packet mark ext pad BYTES</c>: one packet at the present time; bytes are hexadecimal or <c>{sps} {pps} {sei} {idr} {slice} {tail}</c></item>
/// <item><c>step 2</c>: time goes on by two steps</item>
/// <item><c>report</c>: a sender report on the channel after</item>
/// <item><c>frame 9 BYTES</c>: an interleaved frame as it is; <c>text \r\n</c>: text as it is</item>
/// <item><c>wait 100</c>: milliseconds; <c>hold</c>: nothing more is sent, but the connection stays</item>
/// <item><c>demand OPTIONS 9000</c>, <c>demand report 9000</c>: one more such request or a report has to come within milliseconds, or that is all; <c>demand punch 9000</c>: something has to have come to the port packets are sent from</item>
/// </list>
/// </summary>
internal sealed partial class MediaScript
{
    private readonly Dictionary<byte, ushort> _sequences = [];
    private byte _channel;
    private byte _payloadType = 96;
    private uint _source = 0x0000CAFE;
    private uint _time = 900_000;
    private uint _step = 3600;
    private bool _isUdp;
    private DateTimeOffset _wall = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Runs lines; false when the connection is to stay open.</summary>
    public async Task<bool> RunAsync(IEnumerable<string> lines, IScriptedWire to, CancellationToken leaving)
    {
        foreach (var line in lines)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
            {
                continue;
            }

            var wire = new ArrayBufferWriter<byte>();
            switch (words[0])
            {
                case "hold":
                    return false;
                case "demand" when !await to.DemandAsync(words[1], TimeSpan.FromMilliseconds(Number(words[2])), leaving):
                    return true;
                case "demand":
                    break;
                case "wait":
                    await Task.Delay(Number(words[1]), leaving);
                    break;
                case "set":
                    Array.ForEach(words[1..], Set);
                    break;
                case "step":
                    _time += _step * (words.Length > 1 ? (uint)Number(words[1]) : 1);
                    break;
                case "text":
                    wire.Write(System.Text.Encoding.ASCII.GetBytes(Regex.Unescape(line["text ".Length..])));
                    break;
                case "frame":
                    RtspMessage.WriteFrame(byte.Parse(words[1], CultureInfo.InvariantCulture), Payload.Read(words[2..]), wire);
                    break;
                case "report":
                    Report(wire);
                    break;
                case "packet":
                    Packet(words[1..], wire);
                    break;
                case "key" or "picture":
                    for (var count = words.Length > 1 ? Number(words[1]) : 1; count > 0; count--)
                    {
                        Packet(["mark", words[0] == "key" ? "{idr}" : "{slice}"], wire);
                        _time += _step;
                        await SendAsync(wire, to, leaving);
                    }

                    break;
                default:
                    throw new ArgumentException($"The transcript holds a line that means nothing: @{line}", nameof(lines));
            }

            await SendAsync(wire, to, leaving);
        }

        return true;
    }

    private async Task SendAsync(ArrayBufferWriter<byte> wire, IScriptedWire to, CancellationToken leaving)
    {
        if (_isUdp && wire.WrittenCount > 4)
        {
            await to.SendDatagramAsync(wire.WrittenSpan[1], wire.WrittenMemory[4..], leaving);
        }
        else
        {
            await to.SendAsync(wire.WrittenMemory, leaving);
        }

        wire.ResetWrittenCount();
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private void Set(string assignment)
    {
        var (name, value) = (assignment.Split('=')[0], assignment.Split('=')[1]);
        switch (name)
        {
            case "ch":
                _channel = byte.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "pt":
                _payloadType = byte.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "ssrc":
                _source = uint.Parse(value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                break;
            case "seq":
                _sequences[_channel] = ushort.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "t":
                _time = uint.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "step":
                _step = uint.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "via":
                _isUdp = value == "udp";
                break;
            case "at":
                _wall = DateTimeOffset.Parse(value, CultureInfo.InvariantCulture);
                break;
            default:
                throw new ArgumentException($"The transcript sets what there is not: {assignment}", nameof(assignment));
        }
    }

    private void Packet(string[] words, ArrayBufferWriter<byte> wire)
    {
        var flags = words.TakeWhile(word => FlagWord().IsMatch(word)).ToHashSet();
        var payload = Payload.Read(words[flags.Count..]);
        var sequence = _sequences.GetValueOrDefault(_channel);
        _sequences[_channel] = (ushort)(sequence + 1);
        byte[] header = [0x80, _payloadType, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), sequence);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), _time);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(8), _source);
        header[1] |= (byte)(flags.Contains("mark") ? 0x80 : 0);
        header[0] |= (byte)((flags.Contains("ext") ? 0x10 : 0) | (flags.Contains("pad") ? 0x20 : 0));

        // ONVIF's replay extension: 0xABAC, three words (ONVIF streaming specification, section 6.3).
        byte[] extension = flags.Contains("ext") ? [0xAB, 0xAC, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] : [];
        byte[] padding = flags.Contains("pad") ? [0, 0, 0, 4] : [];
        RtspMessage.WriteFrame(_channel, [.. header, .. extension, .. payload, .. padding], wire);
    }

    private void Report(ArrayBufferWriter<byte> wire) =>
        new RtpPacketWriter(_channel, _payloadType, _source).WriteSenderReport((byte)(_channel + 1), _time, _wall, wire);

    [GeneratedRegex("^(mark|ext|pad)$")]
    private static partial Regex FlagWord();
}
