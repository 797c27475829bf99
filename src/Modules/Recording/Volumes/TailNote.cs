namespace Vedette.Recording.Volumes;

/// <summary>A file that ends earlier than its bytes: what follows was never confirmed, and another file carries the chain on.</summary>
/// <param name="Volume">The volume the file lies on.</param>
/// <param name="Path">Its path below the volume's root.</param>
/// <param name="Bytes">How much of it is footage; with 0 the file goes whole.</param>
internal sealed record TailNote(Guid Volume, string Path, long Bytes);
