using System.Buffers.Binary;
using System.Security.Cryptography;
using Vedette.Media.Hub;

namespace Vedette.Streams.Tests.Restreaming;

/// <summary>H.264 NAL units but parameter sets, by their hashes: what a camera sent and what a player got are compared bit for bit.</summary>
internal sealed class NalUnits : IAsyncDisposable
{
    private readonly List<string> _hashes = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Task _reading;

    private NalUnits(StreamCursor cursor) => _reading = ReadAsync(cursor);

    /// <summary>Notes what a feed carries from now on, the cached pictures included.</summary>
    public static NalUnits Of(StreamHub hub) => new(hub.OpenCursor());

    /// <summary>Those of a byte stream.</summary>
    public static List<string> OfFile(string file)
    {
        var bytes = File.ReadAllBytes(file).AsSpan();
        var hashes = new List<string>();
        for (var start = Start(bytes, 0); start < bytes.Length;)
        {
            var next = Start(bytes, start);
            var end = next < bytes.Length ? next - 3 : bytes.Length;
            Add(hashes, bytes[start..end]);
            start = next;
        }

        return hashes;
    }

    /// <summary>How many of <paramref name="got"/> follow one another here just as there, from the first on.</summary>
    public int InARow(List<string> got)
    {
        lock (_hashes)
        {
            var best = 0;
            for (var start = _hashes.IndexOf(got[0]); start >= 0; start = _hashes.IndexOf(got[0], start + 1))
            {
                var row = 0;
                while (row < got.Count && start + row < _hashes.Count && _hashes[start + row] == got[row])
                {
                    row++;
                }

                best = Math.Max(best, row);
            }

            return best;
        }
    }

    /// <summary>Goes along with <paramref name="got"/>: how many of them the camera never sent there, and how many of the camera's are left out between.</summary>
    public (int Foreign, int Missing) Follow(List<string> got)
    {
        const int Window = 1000;
        lock (_hashes)
        {
            var (foreign, missing) = (0, 0);
            var at = _hashes.IndexOf(got[0]);
            foreach (var hash in got)
            {
                var next = at < 0 ? -1 : _hashes.IndexOf(hash, at, Math.Min(Window, _hashes.Count - at));
                foreign += next < 0 ? 1 : 0;
                missing += next < 0 ? 0 : next - at;
                at = next < 0 ? at : next + 1;
            }

            return (foreign, missing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading;
        _end.Dispose();
    }

    private static int Start(ReadOnlySpan<byte> bytes, int from)
    {
        var at = bytes[from..].IndexOf((ReadOnlySpan<byte>)[0, 0, 1]);
        return at < 0 ? bytes.Length : from + at + 3;
    }

    // Players write the parameter sets of the description into their files too; H.264 (ITU-T H.264 table 7-1).
    private static void Add(List<string> hashes, ReadOnlySpan<byte> nal)
    {
        if ((nal[0] & 0x1F) is not (7 or 8))
        {
            hashes.Add(Convert.ToHexString(SHA256.HashData(nal.TrimEnd((byte)0))));
        }
    }

    private async Task ReadAsync(StreamCursor cursor)
    {
        try
        {
            while (true)
            {
                var reading = await cursor.ReadAsync(_end.Token);
                if (reading.Unit is { } unit)
                {
                    Note(unit.IsVideo ? unit.Bytes.Span : []);
                    unit.Release();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Enough.
        }
    }

    private void Note(ReadOnlySpan<byte> unit)
    {
        lock (_hashes)
        {
            while (!unit.IsEmpty)
            {
                var length = BinaryPrimitives.ReadInt32BigEndian(unit);
                Add(_hashes, unit.Slice(4, length));
                unit = unit[(4 + length)..];
            }
        }
    }
}
