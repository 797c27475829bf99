namespace Vedette.Recording.Archive.S3;

/// <summary>What is asked of a store.</summary>
/// <param name="Method">How.</param>
/// <param name="Key">The object; null for the bucket.</param>
internal sealed record S3Request(HttpMethod Method, string? Key)
{
    /// <summary>Escaped, without the question mark.</summary>
    public string Query { get; init; } = "";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Makes what is sent; its hashes must be told too, because they are signed before it is read.</summary>
    public Func<StallGuard, HttpContent>? Body { get; init; }

    public byte[]? Sha256 { get; init; }

    public byte[]? Md5 { get; init; }

    public string? Type { get; init; }

    /// <summary>Whether "there is no such object" is an answer, not a failure.</summary>
    public bool MayBeMissing { get; init; }

    /// <summary>Whether "I do not know how" is an answer, not a failure; then there is nothing to read.</summary>
    public bool MayBeUnknown { get; init; }
}
