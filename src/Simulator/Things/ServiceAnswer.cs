using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Vedette.Simulator.Things;

/// <summary>Reads a question for things and writes the answer: DNS messages (RFC 1035) as multicast DNS (RFC 6762) and DNS-SD (RFC 6763) use them.</summary>
internal static class ServiceAnswer
{
    public const string Service = "_wot._tcp.local";

    private const int HeaderBytes = 12;
    private const ushort Pointer = 12;
    private const ushort Text = 16;
    private const ushort Address = 1;
    private const ushort Location = 33;
    private const ushort Any = 255;
    private const uint Lifetime = 10;

    /// <summary>Whether a datagram asks for things; with the id and the question of its message.</summary>
    public static bool Asks(ReadOnlySpan<byte> message, out ushort id)
    {
        id = message.Length >= HeaderBytes ? BinaryPrimitives.ReadUInt16BigEndian(message) : (ushort)0;
        if (message.Length < HeaderBytes || (message[2] & 0x80) != 0)
        {
            return false;
        }

        var rest = message[HeaderBytes..];
        for (var questions = BinaryPrimitives.ReadUInt16BigEndian(message[4..]); questions > 0; questions--)
        {
            if (TakeName(ref rest) is not { } name || rest.Length < 4)
            {
                return false;
            }

            var type = BinaryPrimitives.ReadUInt16BigEndian(rest);
            rest = rest[4..];
            if (type is Pointer or Any && name.Equals(Service, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All things (type Thing) and directories (type Directory), with their addresses.</summary>
    /// <param name="id">The id of the question.</param>
    /// <param name="isLegacy">Whether whoever asked wants the question back (RFC 6762 section 6.7).</param>
    /// <param name="found">Name, where, and the type: <c>Thing</c> or <c>Directory</c>.</param>
    public static byte[] Write(ushort id, bool isLegacy, IReadOnlyList<(string Name, Uri Description, string Type)> found)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        Short(writer, isLegacy ? id : (ushort)0);
        Short(writer, 0x8400);
        Short(writer, isLegacy ? (ushort)1 : (ushort)0);
        Short(writer, (ushort)(found.Count * 4));
        Short(writer, 0);
        Short(writer, 0);
        if (isLegacy)
        {
            Name(writer, Service);
            Short(writer, Pointer);
            Short(writer, 1);
        }

        foreach (var (name, description, type) in found)
        {
            var (instance, host) = ($"{name}.{Service}", $"{name}.local");
            Record(writer, Service, Pointer, data => Name(data, instance));
            Record(writer, instance, Location, data =>
            {
                Short(data, 0);
                Short(data, 0);
                Short(data, (ushort)description.Port);
                Name(data, host);
            });
            Record(writer, instance, Text, data =>
            {
                data.Write($"td={description.AbsolutePath}");
                data.Write($"type={type}");
                data.Write($"scheme={description.Scheme}");
            });
            Record(writer, host, Address, data => data.Write(IPAddress.Parse(description.Host).GetAddressBytes()));
        }

        return stream.ToArray();
    }

    private static void Record(BinaryWriter writer, string name, ushort type, Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var data = new BinaryWriter(stream);
        write(data);
        Name(writer, name);
        Short(writer, type);
        Short(writer, 1);
        Short(writer, (ushort)(Lifetime >> 16));
        Short(writer, (ushort)Lifetime);
        Short(writer, (ushort)stream.Length);
        writer.Write(stream.ToArray());
    }

    private static void Name(BinaryWriter writer, string name)
    {
        foreach (var label in name.Split('.'))
        {
            writer.Write((byte)label.Length);
            writer.Write(Encoding.ASCII.GetBytes(label));
        }

        writer.Write((byte)0);
    }

    private static void Short(BinaryWriter writer, ushort number) => writer.Write(BinaryPrimitives.ReverseEndianness(number));

    private static string? TakeName(ref ReadOnlySpan<byte> rest)
    {
        var labels = new List<string>();
        while (rest.Length > 0 && rest[0] is > 0 and < 64 and var length && rest.Length > length)
        {
            labels.Add(Encoding.ASCII.GetString(rest.Slice(1, length)));
            rest = rest[(length + 1)..];
        }

        if (rest.Length == 0 || rest[0] != 0)
        {
            return null;
        }

        rest = rest[1..];
        return string.Join('.', labels);
    }
}
