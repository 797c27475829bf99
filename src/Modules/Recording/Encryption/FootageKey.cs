namespace Vedette.Recording.Encryption;

/// <summary>The key of what a camera records on one day.</summary>
/// <param name="Id">Stands in the header of every segment under it.</param>
/// <param name="Secret">32 random bytes.</param>
internal sealed record FootageKey(Guid Id, byte[] Secret)
{
    // A record prints its members.
    public override string ToString() => $"key {Id}";
}
