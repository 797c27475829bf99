namespace Vedette.Media.Tests.Quirks.Replaying;

/// <summary>What a <see cref="MediaScript"/> talks to.</summary>
internal interface IScriptedWire
{
    /// <summary>Sends on the connection.</summary>
    Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken leaving);

    /// <summary>Sends by UDP what would have been a frame on that channel.</summary>
    Task SendDatagramAsync(byte channel, ReadOnlyMemory<byte> bytes, CancellationToken leaving);

    /// <summary>Waits for something from the viewer; false when it does not come in time.</summary>
    Task<bool> DemandAsync(string what, TimeSpan limit, CancellationToken leaving);
}
