namespace Vedette.Recording.Tests.Costs;

/// <summary>What a stretch of recording took.</summary>
/// <param name="Pictures">Pictures sent.</param>
/// <param name="Lost">Packets of them that did not arrive.</param>
/// <param name="Fragments">Fragments written.</param>
/// <param name="Segments">Segments begun.</param>
/// <param name="Reading">Bytes allocated from the socket to the hub.</param>
/// <param name="Collecting">Bytes allocated from the hub to the disk's lane, in rounds that had no fragment to send.</param>
/// <param name="Sending">The same in rounds that had.</param>
/// <param name="Writing">Bytes allocated from the lane to the device.</param>
internal readonly record struct Cost(
    long Pictures, long Lost, int Fragments, int Segments, long Reading, long Collecting, long Sending, long Writing);
