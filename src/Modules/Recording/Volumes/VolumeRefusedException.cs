namespace Vedette.Recording.Volumes;

/// <summary>A directory cannot be a volume, or a volume cannot go.</summary>
/// <param name="code">Why, in kebab-case.</param>
/// <param name="message">Words for people.</param>
internal sealed class VolumeRefusedException(string code, string message) : Exception(message)
{
    public string Code => code;
}
