using System.Text.Json;
using Microsoft.Playwright;
using Vedette.Simulator;
using Vedette.Simulator.Clips;
using Xunit;

namespace Vedette.EndToEnd.Tests;

/// <summary>What the live view sends, played by Chromium without our console: MediaSource over the WebSocket, and hls.js.</summary>
public sealed class LivePlayersTests
{
    private static readonly string HlsJs = Path.Combine(Workplace.Repository, "web", "node_modules", "hls.js", "dist", "hls.min.js");

    [Theory]
    [InlineData(ClipAudio.Pcmu, "flac")]
    [InlineData(ClipAudio.Aac, "mp4a")]
    [InlineData(ClipAudio.Opus, "opus")]
    public async Task Chromium_plays_pictures_and_sound_from_the_socket(ClipAudio audio, string codec)
    {
        await using var scene = await Scene.SetAsync(audio);

        var played = await scene.Page.EvaluateAsync<JsonElement>(
            """
            async address => {
                const video = document.createElement('video');
                document.body.append(video);
                const source = new MediaSource();
                video.src = URL.createObjectURL(source);
                await new Promise(open => source.addEventListener('sourceopen', open, { once: true }));
                const socket = new WebSocket(address);
                socket.binaryType = 'arraybuffer';
                const waiting = [];
                let buffer, mime;
                const feed = () => { if (buffer && !buffer.updating && waiting.length) buffer.appendBuffer(waiting.shift()); };
                socket.onmessage = message => {
                    if (message.data instanceof ArrayBuffer) { waiting.push(message.data); feed(); return; }
                    const said = JSON.parse(message.data);
                    if (said.type !== 'init') return;
                    mime = said.mime;
                    buffer = source.addSourceBuffer(mime);
                    buffer.onupdateend = feed;
                };
                const until = performance.now() + 40000;
                while (performance.now() < until) {
                    if (video.buffered.length && video.paused) { video.currentTime = video.buffered.end(0) - 0.3; await video.play().catch(() => {}); }
                    if (video.webkitAudioDecodedByteCount > 20000 && video.webkitDecodedFrameCount > 50) break;
                    await new Promise(done => setTimeout(done, 100));
                }
                return { mime, pictures: video.webkitDecodedFrameCount, sound: video.webkitAudioDecodedByteCount, error: video.error?.message ?? null };
            }
            """,
            scene.Socket);

        Assert.Null(played.GetProperty("error").GetString());
        Assert.Contains(codec, played.GetProperty("mime").GetString()!, StringComparison.Ordinal);
        Assert.InRange(played.GetProperty("pictures").GetInt32(), 51, int.MaxValue);
        Assert.InRange(played.GetProperty("sound").GetInt32(), 20_001, int.MaxValue);
    }

    [Fact]
    public async Task Hls_js_plays_the_low_latency_playlist_close_to_live()
    {
        Assert.SkipUnless(File.Exists(HlsJs), "The web console's packages are not installed (web/node_modules).");
        await using var scene = await Scene.SetAsync(ClipAudio.Pcmu);
        _ = await scene.Page.EvaluateAsync(await File.ReadAllTextAsync(HlsJs, TestContext.Current.CancellationToken));

        var played = await scene.Page.EvaluateAsync<JsonElement>(
            """
            async address => {
                const video = document.createElement('video');
                document.body.append(video);
                const hls = new Hls({ lowLatencyMode: true, enableWorker: false });
                const faults = [];
                let parts = 0;
                hls.on(Hls.Events.ERROR, (_, fault) => { if (fault.fatal) faults.push(fault.details); });
                hls.on(Hls.Events.FRAG_LOADED, (_, loaded) => { if (loaded.part) parts++; });
                hls.loadSource(address);
                hls.attachMedia(video);
                const until = performance.now() + 50000;
                while (performance.now() < until && !faults.length) {
                    if (video.readyState > 1 && video.paused) await video.play().catch(() => {});
                    if (video.webkitDecodedFrameCount > 150 && parts > 8) break;
                    await new Promise(done => setTimeout(done, 100));
                }
                return { faults, parts, pictures: video.webkitDecodedFrameCount, sound: video.webkitAudioDecodedByteCount, latency: hls.latency };
            }
            """,
            scene.Playlist);

        Assert.Empty(played.GetProperty("faults").EnumerateArray());
        Assert.InRange(played.GetProperty("pictures").GetInt32(), 151, int.MaxValue);
        Assert.InRange(played.GetProperty("sound").GetInt32(), 1, int.MaxValue);
        Assert.InRange(played.GetProperty("parts").GetInt32(), 9, int.MaxValue);
        TestContext.Current.SendDiagnosticMessage("hls.js plays {0:0.00} s behind live.", played.GetProperty("latency").GetDouble());
    }

    /// <summary>A camera with sound, a server, and an empty page of that server.</summary>
    private sealed class Scene : IAsyncDisposable
    {
        private readonly CameraSimulator _simulator;
        private readonly VedetteProcess _vedette;
        private readonly ConsoleBrowser _browser;
        private readonly Guid _camera;

        private Scene(CameraSimulator simulator, VedetteProcess vedette, ConsoleBrowser browser, Guid camera, IPage page) =>
            (_simulator, _vedette, _browser, _camera, Page) = (simulator, vedette, browser, camera, page);

        public IPage Page { get; }

        public string Socket => $"ws://127.0.0.1:{_vedette.Port}/api/streams/cameras/{_camera}/live?access_token={_vedette.AccessToken}";

        public string Playlist => $"/api/streams/cameras/{_camera}/hls/main/index.m3u8?access_token={_vedette.AccessToken}";

        public static async Task<Scene> SetAsync(ClipAudio audio)
        {
            var browser = await ConsoleBrowser.LaunchAsync();
            var simulator = await CameraSimulator.StartAsync(new SimulatorOptions { Clip = ClipShape.Small with { Audio = audio } });
            var vedette = await VedetteProcess.StartAsync(Workplace.Temporary("players"));
            await vedette.SignInAsync();
            var camera = await vedette.AddCameraAsync(await vedette.AddRoomAsync(), "Yard", simulator["cam1"].Url.ToString());
            await vedette.WaitUntilRecordingAsync(camera);
            var page = await browser.OpenAsync(vedette);
            _ = await page.GotoAsync("/health/live");
            return new Scene(simulator, vedette, browser, camera, page);
        }

        public async ValueTask DisposeAsync()
        {
            await _browser.DisposeAsync();
            await _vedette.DisposeAsync();
            await _simulator.DisposeAsync();
        }
    }
}
