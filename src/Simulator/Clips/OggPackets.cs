namespace Vedette.Simulator.Clips;

/// <summary>The packets of an Ogg file with one stream (RFC 3533 section 6), the two headers of Opus (RFC 7845 section 3) left out.</summary>
internal static class OggPackets
{
    private const int HeaderBytes = 27;
    private const int FullSegment = 255;
    private const int OpusHeaders = 2;

    public static IReadOnlyList<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> file)
    {
        var packets = new List<ReadOnlyMemory<byte>>();
        var open = new List<byte>();
        while (file.Length >= HeaderBytes)
        {
            // | OggS … | segments | length of each segment … | segments … |
            int segments = file.Span[HeaderBytes - 1];
            var body = file[(HeaderBytes + segments)..];
            foreach (var length in file.Slice(HeaderBytes, segments).ToArray())
            {
                open.AddRange(body.Span[..length]);
                body = body[length..];
                if (length < FullSegment)
                {
                    packets.Add(open.ToArray());
                    open.Clear();
                }
            }

            file = body;
        }

        return packets[OpusHeaders..];
    }
}
