namespace Vedette.Sensing.Discovering;

/// <summary>A thing of a directory.</summary>
/// <param name="Id">Its own id.</param>
/// <param name="Title">Its title, if it has one.</param>
/// <param name="Url">Where the directory keeps its description.</param>
internal sealed record ListedThing(string Id, string? Title, Uri Url);
