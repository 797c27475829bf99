using System.Threading.Channels;

namespace Vedette.Host.Benchmarks;

/// <summary>Makes rows on another thread while the database takes those before.</summary>
internal static class RowsAhead
{
    private const int Chunk = 2000;
    private const int ChunksAhead = 16;

    public static async Task ReadAsync(
        IEnumerable<object?[]> rows, Func<IAsyncEnumerable<List<object?[]>>, Task> take, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var channel = Channel.CreateBounded<List<object?[]>>(ChunksAhead);
        var making = Task.Run(() => MakeAsync(rows, channel.Writer, stop.Token), cancellation);
        try
        {
            await take(channel.Reader.ReadAllAsync(cancellation));
        }
        finally
        {
            await stop.CancelAsync();
        }

        await making;
    }

    private static async Task MakeAsync(IEnumerable<object?[]> rows, ChannelWriter<List<object?[]>> made, CancellationToken cancellation)
    {
        try
        {
            var chunk = new List<object?[]>(Chunk);
            foreach (var row in rows)
            {
                chunk.Add(row);
                if (chunk.Count == Chunk)
                {
                    await made.WriteAsync(chunk, cancellation);
                    chunk = new List<object?[]>(Chunk);
                }
            }

            await made.WriteAsync(chunk, cancellation);
            made.Complete();
        }
        catch (Exception failed)
        {
            made.Complete(failed);
        }
    }
}
