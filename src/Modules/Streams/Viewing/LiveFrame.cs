using Vedette.Media.Mp4;
using Vedette.Media.Units;

namespace Vedette.Streams.Viewing;

/// <summary>A fragment's bytes in one piece, copied once for all who watch: one message and one send for each of them.</summary>
/// <remarks>Made with one lease. Only the live view's task makes and leases it; anybody may release.</remarks>
internal sealed class LiveFrame(Fragment fragment)
{
    private byte[]? _bytes;
    private int _length;
    private int _leases = 1;

    /// <summary>Good while a lease is held, and first asked for while the fragment's is.</summary>
    public ReadOnlyMemory<byte> Bytes => (_bytes ??= Copy()).AsMemory(0, _length);

    public void Lease() => Interlocked.Increment(ref _leases);

    public void Release()
    {
        if (Interlocked.Decrement(ref _leases) == 0 && _bytes is not null)
        {
            UnitMemory.Return(_bytes);
        }
    }

    private byte[] Copy()
    {
        var bytes = UnitMemory.Rent((int)fragment.Length);
        for (var part = 0; part < fragment.Parts.Count; part++)
        {
            fragment.Parts[part].CopyTo(bytes.AsMemory(_length));
            _length += fragment.Parts[part].Length;
        }

        return bytes;
    }
}
