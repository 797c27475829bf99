namespace Vedette.Fuzzing;

/// <summary>Something that reads bytes from outside.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Read">Reads the input; throws when a rule of the reader is broken.</param>
/// <param name="MayThrow">Whether the reader may refuse input in this way.</param>
public sealed record FuzzTarget(string Name, Action<byte[]> Read, Func<Exception, bool> MayThrow)
{
    /// <summary>Good input to start from, beside what the corpus holds.</summary>
    public IReadOnlyList<byte[]> Seeds { get; init; } = [];

    /// <summary>Words worth inserting.</summary>
    public IReadOnlyList<byte[]> Words { get; init; } = [];
}
