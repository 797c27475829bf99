using System.Diagnostics;

namespace Vedette.Host.Benchmarks.Api;

/// <summary>Somebody signs in every so often, with the password.</summary>
internal sealed class LoginLoad(Uri server, string username, string password)
{
    /// <returns>How long each took, in milliseconds, in order of length, and how many were refused.</returns>
    public async Task<(IReadOnlyList<double> Latencies, int Refused)> RunAsync(TimeSpan window, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromSeconds(20) };
        var (took, refused) = (new List<double>(), 0);
        using var turn = new PeriodicTimer(ApiLoad.BetweenLogins);
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < window; _ = await turn.WaitForNextTickAsync(cancellation))
        {
            var asked = Stopwatch.GetTimestamp();
            using var reply = await http.PostAsJsonAsync("/api/identity/token", new { username, password }, cancellation);
            took.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            refused += reply.IsSuccessStatusCode ? 0 : 1;
        }

        return ([.. took.Order()], refused);
    }
}
