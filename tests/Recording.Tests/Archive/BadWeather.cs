using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Vedette.Recording.Tests.Archive;

/// <summary>Stands between us and a store, passes everything on and, on request, does what networks and stores do.</summary>
internal sealed class BadWeather : IAsyncDisposable
{
    private static readonly string[] HopByHop = ["Connection", "Transfer-Encoding", "Keep-Alive", "Expect", "Host", "Content-Length"];

    private readonly WebApplication _application;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false });
    private readonly Uri _store;

    private BadWeather(WebApplication application, Uri store) => (_application, _store) = (application, store);

    public Uri Address => new(_application.Urls.First());

    /// <summary>What happens to a request; null, or an answer of null, for nothing.</summary>
    public Func<HttpRequest, Bad?>? Weather { get; set; }

    /// <summary>Every request that came, as method and path with query.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public static async Task<BadWeather> StartAsync(Uri store)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            options.Limits.MinRequestBodyDataRate = null;
        });
        var application = builder.Build();
        var weather = new BadWeather(application, store);
        application.Run(weather.HandleAsync);
        await application.StartAsync();
        return weather;
    }

    public async ValueTask DisposeAsync()
    {
        Weather = static _ => new Bad(Cut: true);
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
        _http.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        var bad = Weather?.Invoke(context.Request);
        if (bad?.Hold is { } hold)
        {
            await hold.WaitAsync(context.RequestAborted);
        }

        if (bad?.Status is { } status)
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/xml";
            await context.Response.WriteAsync($"<?xml version=\"1.0\"?><Error><Code>{bad.Code}</Code><Message>It is so.</Message></Error>");
            return;
        }

        if (bad?.Cut is true)
        {
            context.Abort();
            return;
        }

        try
        {
            await ForwardAsync(context, bad);
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException)
        {
            context.Abort();
        }
    }

    private async Task ForwardAsync(HttpContext context, Bad? bad)
    {
        using var message = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(_store, $"{context.Request.Path}{context.Request.QueryString}"));
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (bad?.Spoil is true && body.Length > 0)
        {
            body.GetBuffer()[body.Length / 2] ^= 0xFF;
        }

        body.Position = 0;
        message.Content = new StreamContent(body);
        foreach (var (name, values) in context.Request.Headers)
        {
            if (!HopByHop.Contains(name, StringComparer.OrdinalIgnoreCase) && !(bad?.Drop?.Invoke(name) ?? false)
                && !message.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                _ = message.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        message.Headers.Host = context.Request.Host.Value;
        using var answer = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        if (bad?.AfterIt is { } after)
        {
            after(context.Request);
        }

        if (bad?.LoseAnswer is true)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (!name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase) && !name.Equals("Connection", StringComparison.OrdinalIgnoreCase))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }

        foreach (var (name, value) in bad?.Add ?? new Dictionary<string, string>())
        {
            context.Response.Headers[name] = value;
        }

        if (bad?.Tag is { } tag)
        {
            context.Response.Headers.ETag = tag;
        }

        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}

/// <summary>What happens to a request.</summary>
/// <param name="Status">It is answered with this status, and never reaches the store.</param>
/// <param name="Code">The error's code.</param>
/// <param name="Cut">The connection breaks at once.</param>
/// <param name="LoseAnswer">The store does it, and the connection breaks before the answer.</param>
/// <param name="Hold">It waits until then.</param>
/// <param name="Spoil">A byte of it changes on the way.</param>
/// <param name="Tag">The store calls the object something else.</param>
/// <param name="Add">Headers the answer has besides.</param>
/// <param name="Drop">Headers that do not reach the store.</param>
/// <param name="AfterIt">Called when the store has done it.</param>
internal sealed record Bad(
    int? Status = null,
    string Code = "InternalError",
    bool Cut = false,
    bool LoseAnswer = false,
    Task? Hold = null,
    bool Spoil = false,
    string? Tag = null,
    IReadOnlyDictionary<string, string>? Add = null,
    Func<string, bool>? Drop = null,
    Action<HttpRequest>? AfterIt = null);
