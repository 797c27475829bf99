using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>The real program in a process of its own, on 127.0.0.1, with a data directory that outlives its restarts but not the test.</summary>
internal sealed class VedetteProcess : IAsyncDisposable
{
    public const string Password = "correct-horse-battery";

    private readonly string[] _arguments;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly StringBuilder _output = new();
    private Process? _process;

    private VedetteProcess(string dataDirectory, string[] arguments, IReadOnlyDictionary<string, string>? environment)
    {
        (DataDirectory, _arguments, _environment) = (dataDirectory, arguments, environment ?? new Dictionary<string, string>());
        Port = FreePort();
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}"), Timeout = TimeSpan.FromSeconds(60) };
    }

    public string DataDirectory { get; }

    public int Port { get; }

    public int Id => _process!.Id;

    /// <summary>Signed in as the administrator once <see cref="SignInAsync"/> was called.</summary>
    public HttpClient Http { get; }

    public string AccessToken => Http.DefaultRequestHeaders.Authorization!.Parameter!;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static string Executable => Path.Combine(Workplace.Repository, "artifacts", "bin", "Host", "debug", "vedette");

    public static async Task<VedetteProcess> StartAsync(string dataDirectory, string[]? arguments = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var process = new VedetteProcess(dataDirectory, arguments ?? [], environment);
        await process.StartAsync();
        return process;
    }

    /// <summary>Starts it (again) on the same data and the same port and waits until it is ready.</summary>
    public async Task StartAsync(bool waitUntilReady = true)
    {
        var start = new ProcessStartInfo(
            Executable,
            ["run", "--data", DataDirectory, "--port", Port.ToString(CultureInfo.InvariantCulture), .. _arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["VEDETTE_ADMIN_PASSWORD"] = Password;
        start.Environment["VEDETTE_streams__restreamPort"] = "0";
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (waitUntilReady)
        {
            await WaitUntilReadyAsync();
        }
    }

    public Task WaitUntilReadyAsync() => WaitUntilAsync("the server is ready", async () =>
    {
        Assert.False(_process!.HasExited, $"vedette ended:\n{Output}");
        using var reply = await Http.GetAsync("/health/ready");
        return reply.IsSuccessStatusCode;
    });

    public async Task SignInAsync() => Assert.True(await TrySignInAsync(), $"Signing in was refused.\n{Tail(Output)}");

    public async Task<bool> TrySignInAsync()
    {
        using var reply = await Http.PostAsJsonAsync("/api/identity/token", new { username = "admin", password = Password });
        if (!reply.IsSuccessStatusCode)
        {
            return false;
        }

        var token = await reply.Content.ReadFromJsonAsync<JsonElement>();
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("accessToken").GetString());
        return true;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, then waits for the orderly end.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async Task<Guid> CreateAsync(string path, object body)
    {
        using var reply = await Http.PostAsJsonAsync(path, body);
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == HttpStatusCode.Created, $"POST {path} -> {(int)reply.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetGuid();
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var reply = await Http.GetAsync(path);
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.IsSuccessStatusCode, $"GET {path} -> {(int)reply.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>A list read to its end, page by page.</summary>
    public async Task<List<JsonElement>> GetAllAsync(string path)
    {
        var items = new List<JsonElement>();
        string? next = null;
        do
        {
            var separator = path.Contains('?') ? '&' : '?';
            var page = await GetAsync(next is null ? path : $"{path}{separator}cursor={Uri.EscapeDataString(next)}");
            items.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.TryGetProperty("next", out var more) ? more.GetString() : null;
        }
        while (next is not null);

        return items;
    }

    public async Task<Guid> AddRoomAsync()
    {
        var property = await CreateAsync("/api/inventory/properties", new { name = "Home", address = "Harbour Road 1", timeZone = "Europe/Madrid" });
        return await CreateAsync("/api/inventory/rooms", new { propertyId = property, name = "Yard" });
    }

    public Task<Guid> AddCameraAsync(
        Guid room, string name, string url, string? username = null, string? password = null, string? subUrl = null, string transport = "auto") =>
        CreateAsync("/api/inventory/devices", new { name, roomId = room, kind = "camera", source = new { url, subUrl, username, password, transport } });

    public async Task<List<JsonElement>> SegmentsAsync(Guid camera, DateTimeOffset from, DateTimeOffset to) =>
        await GetAllAsync($"/api/recording/cameras/{camera}/segments?from={Instant(from)}&to={Instant(to)}&limit=200");

    public async Task<List<JsonElement>> GapsAsync(Guid camera, DateTimeOffset from, DateTimeOffset to) =>
        await GetAllAsync($"/api/recording/cameras/{camera}/gaps?from={Instant(from)}&to={Instant(to)}&limit=200");

    public Task WaitUntilRecordingAsync(params Guid[] cameras) => WaitUntilAsync("every camera records", async () =>
    {
        foreach (var camera in cameras)
        {
            using var reply = await Http.GetAsync($"/api/recording/cameras/{camera}");
            if (!reply.IsSuccessStatusCode || !(await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("recording").GetBoolean())
            {
                return false;
            }
        }

        return true;
    });

    public async Task WaitUntilAsync(string what, Func<Task<bool>> holds, int seconds = 60)
    {
        var until = DateTimeOffset.UtcNow.AddSeconds(seconds);
        while (DateTimeOffset.UtcNow < until)
        {
            try
            {
                if (await holds())
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening, or not any more.
            }

            await Task.Delay(50);
        }

        Assert.Fail($"Waited {seconds} s in vain until {what}.\n{Tail(Output)}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        _process?.Dispose();
        Http.Dispose();
        Directory.Delete(DataDirectory, recursive: true);
    }

    private static string Tail(string text) => text.Length > 6000 ? text[^6000..] : text;

    internal static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _ = _output.AppendLine(line);
        }
    }
}
