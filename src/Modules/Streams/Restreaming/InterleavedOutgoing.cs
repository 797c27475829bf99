using System.Net.Sockets;

namespace Vedette.Streams.Restreaming;

/// <summary>The RTSP connection itself: answers and, between them, interleaved frames.</summary>
internal sealed class InterleavedOutgoing(Socket socket, TimeProvider time) : Outgoing(time)
{
    protected override int SendSome(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        while (taken < bytes.Length)
        {
            taken += socket.Send(bytes[taken..], SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                return taken;
            }

            if (error != SocketError.Success)
            {
                throw new SocketException((int)error);
            }
        }

        return taken;
    }

    // Its reader ends too.
    protected override void Release() => socket.Dispose();
}
