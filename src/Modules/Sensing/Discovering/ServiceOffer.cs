namespace Vedette.Sensing.Discovering;

/// <summary>Something that says of itself that it is a thing, or a directory of things.</summary>
/// <param name="Name">What it is called in the network.</param>
/// <param name="Url">Where its description is; of a directory, the directory's own.</param>
/// <param name="IsDirectory">Whether it lists other things.</param>
internal sealed record ServiceOffer(string Name, Uri Url, bool IsDirectory);
