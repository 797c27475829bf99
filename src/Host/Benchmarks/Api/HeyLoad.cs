using System.Diagnostics;
using System.Globalization;

namespace Vedette.Host.Benchmarks.Api;

/// <summary>A fixed number of requests per second, by hey: one process for each address and token, many slow workers each.</summary>
internal static class HeyLoad
{
    /// <summary>A worker that has this long for a request keeps its rate as long as none takes longer.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(200);

    /// <returns>How long each answered request took, in milliseconds, in order of length, and how many were answered otherwise than with 200.</returns>
    public static async Task<(IReadOnlyList<double> Latencies, int Refused)> RunAsync(
        Uri server, IReadOnlyList<(ApiRead Read, double Rate)> load, TimeSpan window, CancellationToken cancellation)
    {
        var running = from one in load
                      let tokens = one.Read.Tokens.Count == 0 ? [null] : (IReadOnlyList<string?>)one.Read.Tokens
                      from token in tokens
                      select RunAsync(new Uri(server, one.Read.Path), token, one.Rate / tokens.Count, window, cancellation);
        var answers = (await Task.WhenAll(running.ToList())).SelectMany(each => each).ToList();
        return ([.. answers.Select(answer => answer.Milliseconds).Order()], answers.Count(answer => answer.Status != 200));
    }

    private static async Task<List<(double Milliseconds, int Status)>> RunAsync(
        Uri address, string? token, double rate, TimeSpan window, CancellationToken cancellation)
    {
        var workers = Math.Max(1, (int)Math.Ceiling(rate * Turn.TotalSeconds));
        List<string> arguments =
        [
            "-z", $"{(int)window.TotalSeconds}s", "-c", workers.ToString(CultureInfo.InvariantCulture),
            "-q", (rate / workers).ToString("0.####", CultureInfo.InvariantCulture), "-o", "csv", "-H", "Accept-Encoding: gzip, deflate, br",
        ];
        if (token is not null)
        {
            arguments.AddRange(["-H", $"Authorization: Bearer {token}"]);
        }

        using var hey = Process.Start(new ProcessStartInfo("hey", [.. arguments, address.ToString()]) { RedirectStandardOutput = true })!;
        var said = await hey.StandardOutput.ReadToEndAsync(cancellation);
        await hey.WaitForExitAsync(cancellation);
        // response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset
        return [.. said.Split('\n').Skip(1).Select(line => line.Split(',')).Where(fields => fields.Length == 8).Select(fields => (
            double.Parse(fields[0], CultureInfo.InvariantCulture) * 1000, int.Parse(fields[6], CultureInfo.InvariantCulture)))];
    }
}
