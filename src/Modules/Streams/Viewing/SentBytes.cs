using System.Net.Sockets;

namespace Vedette.Streams.Viewing;

/// <summary>How many bytes a TCP connection has sent: <c>tcpi_bytes_sent</c> of Linux's <c>struct tcp_info</c> (tcp(7)).</summary>
internal static class SentBytes
{
    private const int Tcp = 6;
    private const int TcpInfo = 11;
    private const int At = 200;

    /// <summary>Null where the kernel does not tell.</summary>
    public static ulong? Of(Socket socket)
    {
        Span<byte> figures = stackalloc byte[At + sizeof(ulong)];
        return socket.GetRawSocketOption(Tcp, TcpInfo, figures) == figures.Length ? BitConverter.ToUInt64(figures[At..]) : null;
    }
}
