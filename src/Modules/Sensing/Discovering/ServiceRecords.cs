using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Vedette.Sensing.Discovering;

/// <summary>
/// What answers to a search for a service said: DNS messages (RFC 1035) as multicast DNS (RFC 6762) and DNS-SD (RFC 6763) use them. All of it
/// is a stranger's word: sizes are bounded, and a name never leads back to where it was read already.
/// </summary>
/// <remarks>
/// A name is a sequence of labels: length (1 byte, below 64) and text, ended by 0, or by two bytes 11xxxxxx xxxxxxxx that point to where it
/// goes on (RFC 1035 section 4.1.4). A record is name, type (2), class (2), lifetime (4), length (2), data.
/// </remarks>
internal sealed class ServiceRecords
{
    public const ushort Address = 1;
    public const ushort Pointer = 12;
    public const ushort Text = 16;
    public const ushort AddressV6 = 28;
    public const ushort Location = 33;

    private const int HeaderBytes = 12;
    private const int MostRecords = 256;
    private const int MostKept = 512;
    private const int MostAddresses = 4;
    private const int LongestName = 255;

    private readonly Dictionary<string, (string Host, int Port)> _locations = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Dictionary<string, string>> _texts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<IPAddress>> _addresses = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _instances = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _service;

    /// <param name="service">The service that is searched, for example <c>_wot._tcp.local</c>.</param>
    public ServiceRecords(string service) => _service = service;

    /// <summary>Names of those who offer the service.</summary>
    public IReadOnlyCollection<string> Instances => _instances;

    public (string Host, int Port)? LocationOf(string instance) => _locations.TryGetValue(instance, out var location) ? location : null;

    /// <summary>The key=value pairs; keys without regard to case.</summary>
    public IReadOnlyDictionary<string, string> TextOf(string instance) => _texts.GetValueOrDefault(instance) ?? [];

    public IReadOnlyList<IPAddress> AddressesOf(string host) => _addresses.GetValueOrDefault(host) ?? [];

    /// <summary>Takes an answer in; what cannot be read is left out, with everything behind it.</summary>
    public void Take(ReadOnlySpan<byte> message)
    {
        if (message.Length < HeaderBytes || (message[2] & 0x80) == 0)
        {
            return;
        }

        var at = HeaderBytes;
        for (var questions = Short(message, 4); questions > 0; questions--)
        {
            if (ReadName(message, ref at) is null || (at += 4) > message.Length)
            {
                return;
            }
        }

        var records = Math.Min(Short(message, 6) + Short(message, 8) + Short(message, 10), MostRecords);
        for (; records > 0; records--)
        {
            if (ReadName(message, ref at) is not { } name || at + 10 > message.Length)
            {
                return;
            }

            var (type, length) = (Short(message, at), Short(message, at + 8));
            at += 10;
            if (at + length > message.Length)
            {
                return;
            }

            Keep(message, name, type, at, length);
            at += length;
        }
    }

    /// <summary>Writes a question (RFC 6762 section 5.4: an answer to whoever asks, not to everybody).</summary>
    public static byte[] Question(string name, params ReadOnlySpan<ushort> types)
    {
        using var stream = new MemoryStream();
        stream.Write([0, 0, 0, 0, 0, (byte)types.Length, 0, 0, 0, 0, 0, 0]);
        foreach (var type in types)
        {
            foreach (var label in name.Split('.', StringSplitOptions.RemoveEmptyEntries))
            {
                var bytes = Encoding.UTF8.GetBytes(label.Replace('\u0001', '.'));
                stream.WriteByte((byte)bytes.Length);
                stream.Write(bytes);
            }

            stream.Write([0, 0, (byte)type, 0x80, 1]);
        }

        return stream.ToArray();
    }

    private void Keep(ReadOnlySpan<byte> message, string name, ushort type, int at, int length)
    {
        var data = message.Slice(at, length);
        var kept = _instances.Count + _locations.Count + _texts.Count + _addresses.Count;
        switch (type)
        {
            case Pointer when name.Equals(_service, StringComparison.OrdinalIgnoreCase) && kept < MostKept:
                if (ReadName(message, ref at) is { Length: > 0 } instance && instance.EndsWith($".{_service}", StringComparison.OrdinalIgnoreCase))
                {
                    _ = _instances.Add(instance);
                }

                break;
            case Location when length > 6 && kept < MostKept:
                var place = at + 6;
                if (ReadName(message, ref place) is { Length: > 0 } host)
                {
                    _locations[name] = (host, Short(message, at + 4));
                }

                break;
            case Text when kept < MostKept:
                _texts[name] = Pairs(data);
                break;
            case Address when length == 4 && kept < MostKept:
            case AddressV6 when length == 16 && kept < MostKept:
                var addresses = _addresses.TryGetValue(name, out var known) ? known : _addresses[name] = [];
                if (addresses.Count < MostAddresses && new IPAddress(data) is var address && !addresses.Contains(address))
                {
                    addresses.Add(address);
                }

                break;
            default:
                break;
        }
    }

    private static Dictionary<string, string> Pairs(ReadOnlySpan<byte> data)
    {
        var pairs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (data.Length > 0 && data[0] is var length && length < data.Length)
        {
            var pair = Encoding.UTF8.GetString(data.Slice(1, length)).Split('=', 2);
            if (pair.Length == 2)
            {
                // Of a key that comes twice the first counts (RFC 6763 section 6.4).
                _ = pairs.TryAdd(pair[0], pair[1]);
            }

            data = data[(length + 1)..];
        }

        return pairs;
    }

    /// <summary>Reads a name and moves behind it; null when it is none. A dot inside a label is kept apart from those between labels.</summary>
    private static string? ReadName(ReadOnlySpan<byte> message, ref int at)
    {
        var name = new StringBuilder();
        var (here, behind, lowest) = (at, -1, at);
        while (here < message.Length && name.Length <= LongestName)
        {
            int length = message[here];
            if (length == 0)
            {
                at = behind < 0 ? here + 1 : behind;
                return name.ToString();
            }

            if ((length & 0xC0) == 0xC0)
            {
                if (here + 1 >= message.Length)
                {
                    return null;
                }

                var target = ((length & 0x3F) << 8) | message[here + 1];
                behind = behind < 0 ? here + 2 : behind;
                // Only ever further back, so that it ends.
                if (target >= lowest)
                {
                    return null;
                }

                (here, lowest) = (target, target);
                continue;
            }

            if (length >= 64 || here + 1 + length > message.Length)
            {
                return null;
            }

            _ = name.Append(name.Length > 0 ? "." : "").Append(Encoding.UTF8.GetString(message.Slice(here + 1, length)).Replace('.', '\u0001'));
            here += length + 1;
        }

        return null;
    }

    private static ushort Short(ReadOnlySpan<byte> message, int at) => BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
}
