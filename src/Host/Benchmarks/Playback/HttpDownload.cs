using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Vedette.Host.Benchmarks.Playback;

/// <summary>A download by hand, so that the client costs no more than whoever reads the peers' bytes.</summary>
internal static class HttpDownload
{
    private const int LargestHeaders = 64 * 1024;

    /// <summary>Asks for a path and throws the answer away. The framing of its chunks is counted as bytes.</summary>
    /// <exception cref="InvalidOperationException">The answer is not 200.</exception>
    public static Transfer Take(Uri server, string token, string path, bool isFirstByteAll = false)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(new IPEndPoint(IPAddress.Loopback, server.Port));
        var started = Stopwatch.GetTimestamp();
        _ = socket.Send(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n"));
        var left = ReadHeaders(socket);
        return Transfer.Drain(
            started,
            buffer =>
            {
                if (left > 0)
                {
                    left = 0;
                    return 1; // the body's first bytes came with the headers
                }

                return socket.Receive(buffer);
            },
            isFirstByteAll);
    }

    /// <returns>How many bytes of the body came with the headers.</returns>
    private static int ReadHeaders(Socket socket)
    {
        var bytes = new byte[LargestHeaders];
        var length = 0;
        while (true)
        {
            var read = socket.Receive(bytes.AsSpan(length));
            length += read;
            if (bytes.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is var end and >= 0)
            {
                return bytes.AsSpan().StartsWith("HTTP/1.1 20"u8)
                    ? length - end - 4
                    : throw new InvalidOperationException($"The server refused: {Encoding.ASCII.GetString(bytes, 0, length)}");
            }

            if (read == 0)
            {
                throw new InvalidOperationException("The server closed the connection.");
            }
        }
    }
}
