namespace Vedette.Fuzzing;

/// <summary>Small mutilations: bits, bytes, numbers at their limits, pieces cut out, doubled, swapped in from other inputs, words.</summary>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> words)
{
    private const int MaxBytes = 64 * 1024;
    private static readonly byte[] Limits = [0, 1, 0x7F, 0x80, 0xFE, 0xFF];

    public byte[] Mutate(byte[] input, byte[] other)
    {
        var bytes = input.ToList();
        for (var times = 1 << random.Next(5); times > 0; times--)
        {
            Once(bytes, other);
        }

        return bytes.Count > MaxBytes ? [.. bytes[..MaxBytes]] : [.. bytes];
    }

    private void Once(List<byte> bytes, byte[] other)
    {
        var at = random.Next(bytes.Count + 1);
        var isInside = at < bytes.Count;
        switch (random.Next(10))
        {
            case 0 when isInside:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1 when isInside:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2 when isInside:
                bytes[at] = (byte)(bytes[at] + random.Next(-8, 9));
                break;
            case 3:
                SetNumber(bytes, at);
                break;
            case 4:
                bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 1 << random.Next(1, 10))));
                break;
            case 5:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.Slice(at, Math.Min(bytes.Count - at, random.Next(1, 1 << random.Next(1, 9)))));
                break;
            case 6:
                bytes.InsertRange(at, Piece(other));
                break;
            case 7 when words.Count > 0:
                bytes.InsertRange(at, words[random.Next(words.Count)]);
                break;
            case 8:
                Overwrite(bytes, at, words.Count > 0 && random.Next(2) == 0 ? words[random.Next(words.Count)] : Piece(other));
                break;
            default:
                bytes.Insert(at, Limits[random.Next(Limits.Length)]);
                break;
        }
    }

    /// <summary>One, two or four bytes of the same limit: lengths and counts are written so.</summary>
    private void SetNumber(List<byte> bytes, int at)
    {
        var (value, length) = (Limits[random.Next(Limits.Length)], 1 << random.Next(3));
        for (var i = at; i < Math.Min(bytes.Count, at + length); i++)
        {
            bytes[i] = value;
        }
    }

    private byte[] Piece(byte[] other)
    {
        var start = random.Next(other.Length + 1);
        return other[start..(start + Math.Min(other.Length - start, random.Next(1, 64)))];
    }

    private static void Overwrite(List<byte> bytes, int at, byte[] with)
    {
        for (var i = 0; i < with.Length && at + i < bytes.Count; i++)
        {
            bytes[at + i] = with[i];
        }
    }
}
