namespace Vedette.Platform.Access;

/// <summary>Marks an endpoint that takes its token from the query, for callers that cannot set a header.</summary>
internal sealed record QueryTokenMetadata
{
    public const string Parameter = "access_token";
}
