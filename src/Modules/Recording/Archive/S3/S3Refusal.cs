using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Xml;

namespace Vedette.Recording.Archive.S3;

/// <summary>What a store's refusal means to us.</summary>
internal static class S3Refusal
{
    private const int LongestBody = 64 << 10;
    private const int LongestMessage = 200;

    /// <summary>Reads the answer of a store that refused.</summary>
    public static async Task<ArchiveException> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var (code, message) = await ErrorOfAsync(response, cancellation);
        return Of(response.StatusCode, code, message);
    }

    public static ArchiveException Of(HttpStatusCode status, string code, string message)
    {
        var cause = (code, (int)status) switch
        {
            ("QuotaExceeded" or "InsufficientStorage" or "XMinioStorageFull" or "ServiceQuotaExceeded" or "StorageFull" or "EntityTooLarge", _) or (_, 507)
                => ArchiveCause.Full,
            ("NoSuchBucket" or "InvalidBucketName" or "PermanentRedirect" or "TemporaryRedirect" or "AuthorizationHeaderMalformed", _) or (_, >= 300 and < 400)
                => ArchiveCause.NoBucket,
            ("BadDigest" or "InvalidDigest" or "XAmzContentSHA256Mismatch", _) => ArchiveCause.Checksum,
            ("SlowDown" or "RequestTimeout" or "Busy", _) or (_, 408 or 429 or 503 or 504) => ArchiveCause.Slow,
            (_, 401 or 403 or 407) => ArchiveCause.WrongCredentials,
            ("NoSuchKey", _) or (_, 404) => ArchiveCause.FileGone,
            _ => ArchiveCause.ServerError,
        };
        var words = code == "RequestTimeTooSkewed"
            ? "the clocks of the store and of this machine differ by too much"
            : string.Join(": ", new[] { code, message }.Where(part => part.Length > 0));
        return new ArchiveException(cause, $"The store answered {(int)status}{(words.Length > 0 ? $" ({words})" : "")}.");
    }

    /// <summary>What a failure on the way to the store means.</summary>
    public static ArchiveException Of(Exception failed)
    {
        for (var inner = failed; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case ArchiveException known:
                    return known;
                case AuthenticationException:
                    return new ArchiveException(ArchiveCause.Unreachable, $"The store's certificate is not trusted: {inner.Message}", failed);
                case SocketException socket:
                    return new ArchiveException(ArchiveCause.Unreachable, $"The store cannot be reached: {socket.Message}.", failed);
                default:
                    break;
            }
        }

        return new ArchiveException(ArchiveCause.Unreachable, $"The connection to the store broke: {failed.Message}", failed);
    }

    private static async Task<(string Code, string Message)> ErrorOfAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            var answer = await S3Answer.ReadAsync(response, LongestBody, cancellation);
            return (answer.Text("Code"), Short(answer.Text("Message")));
        }
        catch (Exception unreadable) when (unreadable is XmlException or HttpRequestException or IOException or InvalidDataException)
        {
            return ("", ""); // a proxy's page: the status says what there is to say
        }
    }

    private static string Short(string text) => text.Length <= LongestMessage ? text : text[..LongestMessage] + "…";
}
