using Microsoft.Playwright;

namespace Vedette.EndToEnd.Tests;

/// <summary>What a tab costs, by Chromium's own count after its garbage is collected.</summary>
internal sealed class BrowserTab : IAsyncDisposable
{
    private readonly ICDPSession _chromium;

    private BrowserTab(ICDPSession chromium) => _chromium = chromium;

    public static async Task<BrowserTab> OfAsync(IPage page) => new(await page.Context.NewCDPSessionAsync(page));

    public async Task<Cost> MeasureAsync()
    {
        _ = await _chromium.SendAsync("HeapProfiler.collectGarbage");
        var heap = (await _chromium.SendAsync("Runtime.getHeapUsage"))!.Value.GetProperty("usedSize").GetDouble();
        var nodes = (await _chromium.SendAsync("Memory.getDOMCounters"))!.Value.GetProperty("nodes").GetInt32();
        return new Cost((long)heap, nodes);
    }

    public async ValueTask DisposeAsync() => await _chromium.DetachAsync();

    internal sealed record Cost(long HeapBytes, int Nodes);
}
