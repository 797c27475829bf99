using System.Numerics;

namespace Vedette.Media.Units;

/// <summary>
/// Memory for the bytes of access units, used again and again. Four sizes to each doubling, so that a unit wastes a tenth of
/// its memory on average; no limit on how many arrays of a size are kept, because a hub gives a whole group of pictures back
/// at once, which is more than <see cref="System.Buffers.ArrayPool{T}.Shared"/> keeps.
/// </summary>
public static class UnitMemory
{
    private const int SmallestBits = 8;
    private const int LargestBits = 24;
    private const int StepBits = 2;
    private const long MaxIdleBytes = 64L << 20;

    private static readonly Lock Gate = new();
    private static readonly Stack<byte[]>[] Idle = [.. Enumerable.Range(0, ((LargestBits - SmallestBits) << StepBits) + 1).Select(_ => new Stack<byte[]>())];
    private static long _idleBytes;

    /// <summary>Gives an array of at least <paramref name="length"/> bytes; what is in it is left over from before.</summary>
    public static byte[] Rent(int length)
    {
        var size = ClassOf(length, out var bytes);
        if (size >= Idle.Length)
        {
            return GC.AllocateUninitializedArray<byte>(length);
        }

        lock (Gate)
        {
            if (Idle[size].TryPop(out var array))
            {
                _idleBytes -= bytes;
                return array;
            }
        }

        return GC.AllocateUninitializedArray<byte>(bytes);
    }

    /// <summary>Takes an array back. One that was not rented here, or is one too many, is left to the garbage collector.</summary>
    public static void Return(byte[] array)
    {
        var size = ClassOf(array.Length, out var bytes);
        if (size >= Idle.Length || bytes != array.Length)
        {
            return;
        }

        lock (Gate)
        {
            if (_idleBytes + bytes <= MaxIdleBytes)
            {
                _idleBytes += bytes;
                Idle[size].Push(array);
            }
        }
    }

    /// <summary>The smallest class that holds <paramref name="length"/> bytes, and its size: (4 + 0…3) × 2ⁿ bytes.</summary>
    private static int ClassOf(int length, out int bytes)
    {
        if (length <= 1 << SmallestBits)
        {
            bytes = 1 << SmallestBits;
            return 0;
        }

        var octave = BitOperations.Log2((uint)(length - 1));
        var step = ((length - 1) >> (octave - StepBits)) & ((1 << StepBits) - 1);
        bytes = (1 << octave) + ((step + 1) << (octave - StepBits));
        return ((octave - SmallestBits) << StepBits) + step + 1;
    }
}
