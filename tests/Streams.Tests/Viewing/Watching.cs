using System.Text.Json;
using Vedette.Streams.Viewing;

namespace Vedette.Streams.Tests.Viewing;

/// <summary>A viewer in the test: takes messages without a WebSocket.</summary>
internal static class Watching
{
    /// <summary>Takes everything that waits.</summary>
    public static async Task<List<LiveMessage>> TakeAllAsync(this Viewer viewer)
    {
        var taken = new List<LiveMessage>();
        while (true)
        {
            var next = viewer.TakeAsync(new CancellationToken(canceled: true)).AsTask();
            try
            {
                if (await next is not { } message)
                {
                    return taken;
                }

                taken.Add(message);
            }
            catch (OperationCanceledException)
            {
                return taken;
            }
        }
    }

    public static async Task<LiveMessage> NextAsync(this Viewer viewer)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await viewer.TakeAsync(limit.Token) ?? throw new InvalidOperationException("Nothing follows.");
    }

    /// <summary>Takes messages up to and including the first that <paramref name="isIt"/> is true of; gives the fragments before it back.</summary>
    public static async Task<LiveMessage> NextAsync(this Viewer viewer, Func<LiveMessage, bool> isIt)
    {
        while (true)
        {
            var message = await viewer.NextAsync();
            if (isIt(message))
            {
                return message;
            }

            message.Fragment?.Release();
        }
    }

    public static bool Says(this LiveMessage message, string type) => message.TypeOf() == type;

    public static string? TypeOf(this LiveMessage message) => message.Text is null ? null : message.Json().GetProperty("type").GetString();

    public static JsonElement Json(this LiveMessage message) => JsonDocument.Parse(message.Text!).RootElement;

    public static void Release(this IEnumerable<LiveMessage> messages)
    {
        foreach (var message in messages)
        {
            message.Fragment?.Release();
        }
    }

    public static void Write(this LiveMessage message, Stream to)
    {
        to.Write(message.Start?.InitSection);
        foreach (var part in message.Fragment?.Parts ?? [])
        {
            to.Write(part.Span);
        }
    }
}
