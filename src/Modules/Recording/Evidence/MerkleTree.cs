using System.Security.Cryptography;

namespace Vedette.Recording.Evidence;

/// <summary>
/// Merkle tree hashes and inclusion proofs as in RFC 6962 sections 2.1 and 2.1.1: a leaf is hashed behind a byte 0, a node
/// behind a byte 1, so that neither passes for the other; the left subtree is the largest full one.
/// </summary>
internal static class MerkleTree
{
    public static byte[] LeafHash(ReadOnlySpan<byte> leaf)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0]);
        hash.AppendData(leaf);
        return hash.GetHashAndReset();
    }

    /// <summary>MTH of section 2.1.</summary>
    public static byte[] Root(ReadOnlySpan<byte[]> leafHashes)
    {
        if (leafHashes.Length <= 1)
        {
            return leafHashes.IsEmpty ? SHA256.HashData([]) : leafHashes[0];
        }

        var split = SplitOf(leafHashes.Length);
        return NodeHash(Root(leafHashes[..split]), Root(leafHashes[split..]));
    }

    /// <summary>PATH of section 2.1.1, from the leaf upwards.</summary>
    public static IReadOnlyList<byte[]> Proof(int index, ReadOnlySpan<byte[]> leafHashes)
    {
        if (leafHashes.Length <= 1)
        {
            return [];
        }

        var split = SplitOf(leafHashes.Length);
        return index < split
            ? [.. Proof(index, leafHashes[..split]), Root(leafHashes[split..])]
            : [.. Proof(index - split, leafHashes[split..]), Root(leafHashes[..split])];
    }

    /// <summary>The root a proof leads to; null when it is no proof for that place in a tree of that size.</summary>
    public static byte[]? RootFrom(byte[] leafHash, long index, long size, IReadOnlyList<byte[]> proof)
    {
        if (index < 0 || index >= size)
        {
            return null;
        }

        // RFC 9162 section 2.1.3.2 says the same for proofs of RFC 6962.
        var (place, last, root) = (index, size - 1, leafHash);
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return null;
            }

            if ((place & 1) == 1 || place == last)
            {
                root = NodeHash(sibling, root);
                while ((place & 1) == 0 && place != 0)
                {
                    (place, last) = (place >> 1, last >> 1);
                }
            }
            else
            {
                root = NodeHash(root, sibling);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 ? root : null;
    }

    private static byte[] NodeHash(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);

    /// <summary>The largest power of two smaller than the size, which is at least 2.</summary>
    private static int SplitOf(int size) => 1 << (31 - int.LeadingZeroCount(size - 1));
}
