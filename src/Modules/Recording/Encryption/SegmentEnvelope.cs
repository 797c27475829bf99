using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Vedette.Recording.Encryption;

/// <summary>
/// How encrypted footage lies on disk: a header, then frames of their own, one for each write, so that what a power cut tears
/// is one frame and all before it can be read.
/// </summary>
/// <remarks>
/// Header, 56 bytes: <c>VDTF</c>, version 1, three zeros, the id of the key (16), salt (32). Frame: length of the plain bytes (4, big endian),
/// the encrypted bytes, a tag (16). AES-256-GCM (NIST SP 800-38D) under a key of the segment's own: HKDF-SHA256 (RFC 5869) of the day's key
/// with the salt. The nonce is the frame's number, which no other frame under that key has; header and number are authenticated
/// along, so frames cannot be moved.
/// </remarks>
internal static class SegmentEnvelope
{
    public const int HeaderLength = 56;
    public const int FrameOverhead = sizeof(int) + TagLength;
    public const int TagLength = 16;
    public const int KeyLength = 32;

    /// <summary>More than the largest fragment of a camera.</summary>
    public const int LongestFrame = 128 << 20;

    private const int NonceLength = 12;
    private const int SaltLength = 32;
    private const int KeyIdAt = 8;
    private const int SaltAt = 24;

    private static ReadOnlySpan<byte> Mark => "VDTF\u0001\0\0\0"u8;

    /// <summary>Whether a file that starts so is encrypted. An MP4 file starts with a box, whose type is at the fourth byte.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> start) => start.Length >= HeaderLength && start.StartsWith(Mark);

    /// <summary>A header of a new segment.</summary>
    public static byte[] NewHeader(Guid keyId)
    {
        var header = new byte[HeaderLength];
        Mark.CopyTo(header);
        _ = keyId.TryWriteBytes(header.AsSpan(KeyIdAt), bigEndian: true, out _);
        RandomNumberGenerator.Fill(header.AsSpan(SaltAt, SaltLength));
        return header;
    }

    public static Guid KeyIdOf(ReadOnlySpan<byte> header) => new(header.Slice(KeyIdAt, 16), bigEndian: true);

    /// <summary>The cipher of a segment.</summary>
    public static AesGcm CipherOf(ReadOnlySpan<byte> dayKey, ReadOnlySpan<byte> header)
    {
        Span<byte> key = stackalloc byte[KeyLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, dayKey, key, header.Slice(SaltAt, SaltLength), "vedette segment 1"u8);
        try
        {
            return new AesGcm(key, TagLength);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Makes a frame of plain bytes that lie behind the place of its length.</summary>
    /// <param name="cipher">The segment's cipher.</param>
    /// <param name="header">The segment's header.</param>
    /// <param name="number">0 for the first frame, then one more for each.</param>
    /// <param name="frame">Length, plain bytes, room for the tag; encrypted in place.</param>
    public static void Seal(AesGcm cipher, ReadOnlySpan<byte> header, uint number, Span<byte> frame)
    {
        var content = frame[sizeof(int)..^TagLength];
        BinaryPrimitives.WriteInt32BigEndian(frame, content.Length);
        Span<byte> nonce = stackalloc byte[NonceLength];
        Span<byte> along = stackalloc byte[HeaderLength + sizeof(uint)];
        Bind(header, number, nonce, along);
        cipher.Encrypt(nonce, content, content, frame[^TagLength..], along);
    }

    /// <summary>Decrypts a frame in place; false when it is not what was written there.</summary>
    public static bool TryOpen(AesGcm cipher, ReadOnlySpan<byte> header, uint number, Span<byte> frame, out Span<byte> content)
    {
        content = frame[sizeof(int)..^TagLength];
        Span<byte> nonce = stackalloc byte[NonceLength];
        Span<byte> along = stackalloc byte[HeaderLength + sizeof(uint)];
        Bind(header, number, nonce, along);
        try
        {
            cipher.Decrypt(nonce, content, frame[^TagLength..], content, along);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    private static void Bind(ReadOnlySpan<byte> header, uint number, Span<byte> nonce, Span<byte> along)
    {
        nonce.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(nonce[^sizeof(uint)..], number);
        header.CopyTo(along);
        BinaryPrimitives.WriteUInt32BigEndian(along[^sizeof(uint)..], number);
    }
}
