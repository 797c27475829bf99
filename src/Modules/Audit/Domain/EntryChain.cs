using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Vedette.Foundation;

namespace Vedette.Audit.Domain;

/// <summary>How an entry's hash is made: whoever changes, removes or moves an entry has to make all later ones anew.</summary>
/// <remarks>
/// Hashed are the previous hash (32 bytes, zeros before the first), then sequence (8 bytes), id (16), time in microseconds since 1970 (8),
/// action, actor, a byte that tells whether there is a target, the target (16), and the detail. Numbers are big endian; a text is its
/// length in bytes (4) and its UTF-8. Entries of form 2 add the byte 2, a byte that tells whether there is an address, the address, and a
/// byte that tells whether it was refused.
/// </remarks>
internal static class EntryChain
{
    /// <summary>The form in which entries are written now.</summary>
    public const int Form = 2;

    /// <summary>What the first entry follows.</summary>
    public static byte[] Start { get; } = new byte[SHA256.HashSizeInBytes];

    public static byte[] Hash(byte[] previous, Entry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        Append(hash, entry.Sequence);
        Append(hash, entry.Id);
        Append(hash, entry.At.ToUnixMicroseconds());
        Append(hash, entry.Action);
        Append(hash, entry.Actor);
        hash.AppendData([entry.Target is null ? (byte)0 : (byte)1]);
        if (entry.Target is { } target)
        {
            Append(hash, target);
        }

        Append(hash, entry.Detail);
        if (entry.Form >= Form)
        {
            hash.AppendData([Form, entry.Address is null ? (byte)0 : (byte)1]);
            Append(hash, entry.Address ?? "");
            hash.AppendData([entry.Failed ? (byte)1 : (byte)0]);
        }

        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        _ = id.TryWriteBytes(bytes, bigEndian: true, out _);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
