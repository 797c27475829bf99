using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Vedette.Recording.Archive.S3;

/// <summary>Signs requests as Amazon's "Signature Version 4, single chunk" wants it: whole headers, whole payload.</summary>
internal static class S3Signature
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>What carries the request from hop to hop, or is not sent as it was set, is not signed.</summary>
    private static readonly string[] Unsigned = ["Authorization", "Expect", "Content-Length", "User-Agent", "Connection", "Transfer-Encoding"];

    /// <summary>Adds the date, the payload's hash and the signature.</summary>
    public static void Sign(HttpRequestMessage request, byte[] payloadSha256, S3Place place, DateTimeOffset now)
    {
        var stamp = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var day = stamp[..8];
        var payload = Convert.ToHexStringLower(payloadSha256);
        request.Headers.Host = request.RequestUri!.Authority;
        request.Headers.Add("x-amz-date", stamp);
        request.Headers.Add("x-amz-content-sha256", payload);

        var headers = SignedHeaders(request);
        var names = string.Join(';', headers.Select(header => header.Name));
        var canonical = string.Join(
            '\n',
            request.Method.Method,
            request.RequestUri.AbsolutePath,
            CanonicalQuery(request.RequestUri),
            string.Concat(headers.Select(header => $"{header.Name}:{header.Value}\n")),
            names,
            payload);
        var scope = $"{day}/{place.Region}/s3/aws4_request";
        var toSign = string.Join('\n', Algorithm, stamp, scope, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var signature = Convert.ToHexStringLower(Hmac(KeyOf(place, day), toSign));
        _ = request.Headers.TryAddWithoutValidation(
            "Authorization", $"{Algorithm} Credential={place.AccessKey}/{scope},SignedHeaders={names},Signature={signature}");
    }

    private static List<(string Name, string Value)> SignedHeaders(HttpRequestMessage request) =>
        [.. request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .Where(header => !Unsigned.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .Select(header => (Name: header.Key.ToLowerInvariant(), Value: string.Join(',', header.Value.Select(value => value.Trim()))))
            .OrderBy(header => header.Name, StringComparer.Ordinal)];

    // The parts of our queries are escaped when they are written and need only be put in order.
    private static string CanonicalQuery(Uri address) =>
        string.Join('&', address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Contains('=', StringComparison.Ordinal) ? pair : pair + "=")
            .Order(StringComparer.Ordinal));

    private static byte[] KeyOf(S3Place place, string day) =>
        Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("AWS4" + place.SecretKey), day), place.Region), "s3"), "aws4_request");

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
