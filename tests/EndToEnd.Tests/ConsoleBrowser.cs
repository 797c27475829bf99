using Microsoft.Playwright;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>Chromium with the web console in it, as a person would sit before it.</summary>
internal sealed class ConsoleBrowser : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private ConsoleBrowser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>The built web console, or null when it has not been built.</summary>
    public static string? BuiltConsole { get; } =
        Path.Combine(Workplace.Repository, "web", "dist") is var folder && File.Exists(Path.Combine(folder, "index.html")) ? folder : null;

    public static async Task<ConsoleBrowser> LaunchAsync()
    {
        Assert.SkipUnless(File.Exists(Chromium), "Chromium is not installed on this machine.");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
            ],
        });
        return new ConsoleBrowser(playwright, browser);
    }

    /// <summary>A window of its own, with nothing remembered.</summary>
    public async Task<IPage> OpenAsync(VedetteProcess vedette, int width = 1440, int height = 900, ColorScheme scheme = ColorScheme.Light, string language = "en-GB")
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = vedette.Http.BaseAddress!.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = language,
            TimezoneId = "Europe/Madrid",
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(30_000);
        return await context.NewPageAsync();
    }

    /// <summary>Fills in the sign-in form and waits for the wall.</summary>
    public static async Task SignInAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.Locator("input[autocomplete=username]").FillAsync("admin");
        await page.Locator("input[autocomplete=current-password]").FillAsync(VedetteProcess.Password);
        await page.Locator("form button[type=submit]").ClickAsync();
        await page.GetByRole(AriaRole.Navigation).First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>Waits until a video's pictures move: its time advances by half a second.</summary>
    public static async Task WaitUntilMovingAsync(ILocator video)
    {
        await video.WaitForAsync();
        await video.EvaluateAsync(
            """
            async element => {
                const until = performance.now() + 30000;
                const begin = element.currentTime;
                while (performance.now() < until) {
                    if (element.videoWidth > 0 && !element.seeking && element.currentTime > begin + 0.5) return;
                    await new Promise(done => setTimeout(done, 50));
                }
                throw new Error(`The video stands at ${element.currentTime} s (ready state ${element.readyState}, ${element.error?.message ?? 'no error'}).`);
            }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
