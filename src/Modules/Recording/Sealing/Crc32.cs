using System.Runtime.InteropServices;

namespace Vedette.Recording.Sealing;

/// <summary>The checksum of ZIP archives (APPNOTE 4.4.7: polynomial EDB88320), eight bytes at a time. Guards against accidents, not against people.</summary>
internal struct Crc32()
{
    private static readonly uint[][] Tables = Build();

    private uint _state = uint.MaxValue;

    public readonly uint Value => ~_state;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var state = _state;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            var (low, high) = (state ^ (uint)word, (uint)(word >> 32));
            state = Tables[7][low & 0xFF] ^ Tables[6][(low >> 8) & 0xFF] ^ Tables[5][(low >> 16) & 0xFF] ^ Tables[4][low >> 24]
                ^ Tables[3][high & 0xFF] ^ Tables[2][(high >> 8) & 0xFF] ^ Tables[1][(high >> 16) & 0xFF] ^ Tables[0][high >> 24];
        }

        foreach (var one in bytes[(words.Length * 8)..])
        {
            state = Tables[0][(state ^ one) & 0xFF] ^ (state >> 8);
        }

        _state = state;
    }

    private static uint[][] Build()
    {
        var tables = new uint[8][];
        for (var table = 0; table < 8; table++)
        {
            tables[table] = new uint[256];
            for (var value = 0u; value < 256; value++)
            {
                var rest = table == 0 ? value : tables[table - 1][value];
                if (table > 0)
                {
                    tables[table][value] = tables[0][rest & 0xFF] ^ (rest >> 8);
                    continue;
                }

                for (var bit = 0; bit < 8; bit++)
                {
                    rest = (rest & 1) != 0 ? (rest >> 1) ^ 0xEDB88320 : rest >> 1;
                }

                tables[0][value] = rest;
            }
        }

        return tables;
    }
}
