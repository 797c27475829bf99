using System.Buffers.Binary;
using System.Security.Cryptography;
using Vedette.Media.Units;

namespace Vedette.Recording.Footage;

/// <summary>A number for a format: the same for formats that match, another for others. Never 0, which stands for not known.</summary>
internal static class FormatPrint
{
    public static long Of(StreamFormat format)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> numbers = stackalloc byte[8 * sizeof(int)];
        foreach (var track in format.Tracks)
        {
            ReadOnlySpan<int> values =
            [
                (int)track.Kind, (int)track.Codec, track.ClockRate, track.Width, track.Height, track.Channels, track.SampleRate,
                track.Configuration.Length,
            ];
            for (var i = 0; i < values.Length; i++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(numbers[(i * sizeof(int))..], values[i]);
            }

            hash.AppendData(numbers);
            hash.AppendData(track.Configuration.Span);
        }

        return BinaryPrimitives.ReadInt64LittleEndian(hash.GetHashAndReset()) is var print and not 0 ? print : 1;
    }
}
