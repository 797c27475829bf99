using Microsoft.AspNetCore.Http;
using Vedette.Inventory.Domain;

namespace Vedette.Inventory.Features;

/// <summary>Reads pictures that are sent to us: few at a time, and none for ever.</summary>
internal sealed class PictureIntake(TimeProvider time) : IDisposable
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _turns = new(AtOnce);

    /// <summary>The body, at most one byte longer than a picture may be; <see langword="null"/> when it takes too long.</summary>
    public async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await _turns.WaitAsync(either.Token);
            try
            {
                return await ReadAllAsync(request.Body, either.Token);
            }
            finally
            {
                _ = _turns.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => _turns.Dispose();

    private static async Task<byte[]> ReadAllAsync(Stream body, CancellationToken cancellation)
    {
        using var read = new MemoryStream();
        var piece = new byte[64 * 1024];
        int count;
        while (read.Length <= Picture.MaxBytes && (count = await body.ReadAsync(piece, cancellation)) > 0)
        {
            await read.WriteAsync(piece.AsMemory(0, count), cancellation);
        }

        return read.ToArray();
    }
}
