using System.Diagnostics;
using System.Net.Http.Headers;
using Vedette.Foundation;

namespace Vedette.Host.Benchmarks.Playback;

/// <summary>Reads a recorded installation back through the API, and the same files through others.</summary>
/// <param name="folder">Where the footage is made, some 15 GB.</param>
/// <param name="cold">Whether to empty the machine's page cache for the first bytes too.</param>
/// <param name="keep">Whether the footage stays, to be looked into.</param>
/// <param name="progress">Gets a line now and then.</param>
internal sealed class PlaybackBenchmark(DirectoryInfo folder, bool cold, bool keep, TextWriter progress)
{
    private const int Turns = 20;
    private const int RangeBytes = 1_000_000;

    public async Task<PlaybackFigures> MeasureAsync(CancellationToken cancellation)
    {
        var data = folder.CreateSubdirectory($"vedette-bench-playback-{Guid.NewGuid():N}");
        try
        {
            var started = Stopwatch.GetTimestamp();
            var footage = await MadeFootage.MakeAsync(data, progress, cancellation);
            await PageCache.WriteOutAsync(cancellation);
            var setUp = Stopwatch.GetElapsedTime(started).TotalSeconds;
            await using var server = ServerProcess.StartOn(data, postgres: null);
            using var session = await server.SignInAsync(cancellation);
            using var http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(2) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.Token);
            await WarmUpAsync(http, footage, cancellation);
            var lengths = new List<LengthFigures>
            {
                await LengthAsync(server, session, footage, footage.Good, TimeSpan.FromMinutes(1), turns: 10, cancellation),
                await LengthAsync(server, session, footage, footage.Good, TimeSpan.FromHours(1), turns: 3, cancellation),
                await LengthAsync(server, session, footage, footage.Small, TimeSpan.FromDays(1), turns: 1, cancellation),
            };
            var requests = await RequestsAsync(http, footage, cancellation);
            var (export, ordered) = await OrderAsync(session, http, footage, cancellation);
            requests["range in the middle of the day's export"] = await LatencyAsync(
                turn => Ranged($"/api/recording/exports/{export}/download", turn), http, cancellation);
            return new PlaybackFigures(lengths, requests, Math.Round(ordered, 1), Math.Round(setUp, 1));
        }
        finally
        {
            if (keep)
            {
                await progress.WriteLineAsync($"kept {data.FullName}");
            }
            else
            {
                data.Delete(recursive: true);
            }
        }
    }

    private static string PathOf(CameraId camera, string what, DateTimeOffset from, DateTimeOffset to) =>
        $"/api/recording/cameras/{camera}/{what}?from={from:yyyy-MM-ddTHH:mm:ssZ}&to={to:yyyy-MM-ddTHH:mm:ssZ}";

    /// <summary>What is compiled only when it is called has been called.</summary>
    private static async Task WarmUpAsync(HttpClient http, MadeFootage footage, CancellationToken cancellation)
    {
        for (var turn = 0; turn < 5; turn++)
        {
            await using var export = await http.GetStreamAsync(
                PathOf(footage.Small, "export.mp4", footage.End.AddHours(-2), footage.End.AddHours(-1)), cancellation);
            await export.CopyToAsync(Stream.Null, cancellation);
        }
    }

    private async Task<LengthFigures> LengthAsync(
        ServerProcess server, ApiSession session, MadeFootage footage, CameraId camera, TimeSpan length, int turns, CancellationToken cancellation)
    {
        // Not at the edge of what there is.
        var beforeEnd = length < TimeSpan.FromHours(1) ? TimeSpan.FromMinutes(20) : TimeSpan.Zero;
        var to = footage.End - beforeEnd;
        var path = PathOf(camera, "export.mp4", to - length, to);
        var files = footage.FilesOf(camera, length, beforeEnd);
        var peer = new Peer(footage.Data);
        var name = length.TotalDays >= 1 ? "day" : length.TotalHours >= 1 ? "hour" : "minute";

        // The floor also brings all of it into the page cache.
        var catNull = Repeat(() => peer.CatNull(files));
        server.Tree.ForgetPeak();
        var ours = Repeat(() =>
        {
            var cpu = server.Tree.CpuSeconds();
            var taken = HttpDownload.Take(server.Address, session.Token, path);
            return taken with { CpuSeconds = server.Tree.CpuSeconds() - cpu };
        });
        var peak = server.Tree.PeakResidentBytes() / 1e6;
        var catSocket = Repeat(() => peer.CatSocket(files));
        var ffmpegPipe = Repeat(() => peer.FfmpegPipe(files));
        var ffmpegFile = length.TotalDays >= 1 ? null : Transfer.FiguresOf([peer.FfmpegFile(files)]);
        double? oursCold = null, ffmpegCold = null;
        if (cold)
        {
            await PageCache.EmptyAsync(cancellation);
            oursCold = Math.Round(HttpDownload.Take(server.Address, session.Token, path, isFirstByteAll: true).FirstByte.TotalMilliseconds, 1);
            await PageCache.EmptyAsync(cancellation);
            ffmpegCold = Math.Round(peer.FfmpegPipe(files, isFirstByteAll: true).FirstByte.TotalMilliseconds, 1);
        }

        await progress.WriteLineAsync($"{name}: first byte {ours.FirstByteMs} ms, {ours.MbPerSecond} MB/s; cat {catSocket.MbPerSecond} MB/s, ffmpeg {ffmpegPipe.MbPerSecond} MB/s");
        return new LengthFigures(
            name,
            Math.Round(files.Sum(file => new FileInfo(file).Length) / 1e6, 1),
            files.Count,
            ours,
            ffmpegPipe,
            ffmpegFile,
            catSocket,
            catNull,
            Math.Round(peak, 1),
            Math.Round(ours.MbPerSecond / catSocket.MbPerSecond, 2),
            Math.Round(ours.CpuSecondsPerGigabyte / ffmpegPipe.CpuSecondsPerGigabyte, 2),
            oursCold,
            ffmpegCold);

        TransferFigures Repeat(Func<Transfer> transfer) => Transfer.FiguresOf([.. Enumerable.Range(0, turns).Select(_ => transfer())]);
    }

    private static async Task<Dictionary<string, LatencyFigures>> RequestsAsync(HttpClient http, MadeFootage footage, CancellationToken cancellation)
    {
        var (camera, end) = (footage.Small, footage.End);
        var page = await http.GetFromJsonAsync<System.Text.Json.JsonElement>(PathOf(camera, "segments", end.AddHours(-3), end.AddHours(-2)), cancellation);
        var segments = page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()).ToList();
        return new Dictionary<string, LatencyFigures>
        {
            ["playlist of an hour"] = await LatencyAsync(_ => Get(PathOf(camera, "playlist.m3u8", end.AddHours(-1), end)), http, cancellation),
            ["playlist of a day"] = await LatencyAsync(_ => Get(PathOf(camera, "playlist.m3u8", end.AddDays(-1), end)), http, cancellation),
            ["one segment file"] = await LatencyAsync(turn => Get($"/api/recording/cameras/{camera}/segments/{segments[turn % segments.Count]}.mp4"), http, cancellation),
            ["timeline of a day"] = await LatencyAsync(_ => Get(PathOf(camera, "timeline", end.AddDays(-1), end)), http, cancellation),
            ["snapshot at a time"] = await LatencyAsync(turn => Get($"/api/recording/cameras/{camera}/snapshot.jpg?at={end.AddMinutes(-7 * (turn + 1)):yyyy-MM-ddTHH:mm:ssZ}"), http, cancellation),
        };
    }

    /// <summary>Orders the day as a file to fetch later and waits for it.</summary>
    private static async Task<(Guid Id, double Seconds)> OrderAsync(ApiSession session, HttpClient http, MadeFootage footage, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var order = new { cameraIds = new[] { footage.Small }, from = footage.End.AddDays(-1), to = footage.End, reason = "bench", @sealed = false };
        var id = await session.CreateAsync("/api/recording/exports", order, cancellation);
        while (true)
        {
            var export = await http.GetFromJsonAsync<System.Text.Json.JsonElement>($"/api/recording/exports/{id}", cancellation);
            switch (export.GetProperty("state").GetString())
            {
                case "ready":
                    return (id, Stopwatch.GetElapsedTime(started).TotalSeconds);
                case "failed":
                    throw new InvalidOperationException($"The export failed: {export}");
                default:
                    await Task.Delay(50, cancellation);
                    break;
            }
        }
    }

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    private static HttpRequestMessage Ranged(string path, int turn)
    {
        var from = 2_700_000_000L + (turn * 3L * RangeBytes);
        return new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Range = new RangeHeaderValue(from, from + RangeBytes - 1) } };
    }

    private static async Task<LatencyFigures> LatencyAsync(Func<int, HttpRequestMessage> request, HttpClient http, CancellationToken cancellation)
    {
        var (first, whole, bytes) = (new List<double>(), new List<double>(), 0L);
        for (var turn = 0; turn < Turns + 2; turn++)
        {
            using var message = request(turn);
            var started = Stopwatch.GetTimestamp();
            using var reply = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
            var headers = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            bytes = (await reply.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancellation)).Length;
            if (turn > 1)
            {
                first.Add(headers);
                whole.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        whole.Sort();
        return new LatencyFigures(
            Math.Round(Transfer.Median(first), 1), Math.Round(whole[whole.Count / 2], 1), Math.Round(whole[whole.Count * 19 / 20], 1), bytes);
    }
}
