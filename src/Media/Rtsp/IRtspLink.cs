using System.Net;
using Vedette.Media.Sources;

namespace Vedette.Media.Rtsp;

/// <summary>The way RTSP travels to a camera and back: plain TCP, encrypted, or hidden in HTTP. None of them waits.</summary>
internal interface IRtspLink : IDisposable
{
    /// <summary>In words, for example <c>RTSP over TCP</c>.</summary>
    string Name { get; }

    /// <summary>Our address as the camera sees it, on this side of any translation.</summary>
    IPAddress LocalAddress { get; }

    /// <summary>The camera's address.</summary>
    IPAddress CameraAddress { get; }

    /// <summary>Takes what has arrived, without waiting. Less than fits means that there is no more.</summary>
    /// <returns>How many bytes; 0 when there is nothing.</returns>
    /// <exception cref="SourceException">The connection is gone.</exception>
    int Receive(Span<byte> into);

    /// <summary>Sends, without waiting; what does not fit now is sent with the next call.</summary>
    /// <exception cref="SourceException">The connection is gone.</exception>
    void Send(ReadOnlySpan<byte> bytes);

    /// <summary>Sends what did not fit before.</summary>
    /// <exception cref="SourceException">The connection is gone.</exception>
    void Flush();
}
