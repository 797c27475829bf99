namespace Vedette.Simulator.Serving;

/// <summary>The way of a viewer's packets, which never waits.</summary>
internal interface IPacketWay
{
    /// <summary>Sends whole interleaved frames, in order; false when the way is closed.</summary>
    bool Send(ReadOnlySpan<byte> frames);

    /// <summary>Sends what was kept, as far as can be without waiting.</summary>
    void Flush();
}
