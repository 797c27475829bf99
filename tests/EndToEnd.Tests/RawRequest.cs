using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Vedette.EndToEnd.Tests;

/// <summary>A request whose line is sent as it is written; HttpClient would tidy it up.</summary>
internal static class RawRequest
{
    /// <summary>Sends it and returns the status and the whole answer.</summary>
    public static async Task<(int Status, string Answer)> SendAsync(VedetteProcess vedette, HttpMethod method, string target, string? token)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", vedette.Port);
        await using var stream = new NetworkStream(socket);
        var authorization = token is null ? "" : $"Authorization: Bearer {token}\r\n";
        var body = method == HttpMethod.Get || method == HttpMethod.Delete ? "" : "Content-Type: application/json\r\nContent-Length: 2\r\n";
        var request = $"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{authorization}{body}\r\n{(body.Length > 0 ? "{}" : "")}";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var answer = await reader.ReadToEndAsync(limit.Token);
        return (answer.Length > 12 ? int.Parse(answer.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture) : 0, answer);
    }
}
