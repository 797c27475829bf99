namespace Vedette.Recording.Archive.S3;

/// <summary>A bucket and who asks for it.</summary>
/// <param name="Endpoint">Scheme, host and port.</param>
/// <param name="Bucket">Its name.</param>
/// <param name="PathStyle">Whether the bucket stands in the path or in the host's name.</param>
/// <param name="Region">What requests are signed for.</param>
/// <param name="AccessKey">Who.</param>
/// <param name="SecretKey">Never leaves but as a signature.</param>
internal sealed record S3Place(Uri Endpoint, string Bucket, bool PathStyle, string Region, string AccessKey, string SecretKey)
{
    public static Uri Amazon(string region) => new($"https://s3.{region}.amazonaws.com");

    /// <summary>The address of an object, or of the bucket itself.</summary>
    public Uri AddressOf(string? key, string query)
    {
        var path = string.Join('/', (key ?? "").Split('/').Select(Uri.EscapeDataString));
        var host = PathStyle ? Endpoint.Authority : $"{Bucket}.{Endpoint.Authority}";
        var bucket = PathStyle ? $"/{Bucket}" : "";
        return new Uri($"{Endpoint.Scheme}://{host}{bucket}/{path}{(query.Length > 0 ? "?" : "")}{query}");
    }

    // The record's own would tell the secret.
    public override string ToString() => $"{Endpoint} {Bucket}";
}
