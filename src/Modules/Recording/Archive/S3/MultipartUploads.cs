using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.Win32.SafeHandles;

namespace Vedette.Recording.Archive.S3;

/// <summary>Objects sent in parts. One that does not come to its end is taken back; what cannot be taken back is tidied later.</summary>
internal sealed class MultipartUploads(S3Client client)
{
    private const int LongestAnswer = 64 << 10;
    private static readonly XNamespace Amazon = "http://s3.amazonaws.com/doc/2006-03-01/";
    private static readonly TimeSpan TakingBack = TimeSpan.FromSeconds(5);

    public async Task PutAsync(
        string key, SafeFileHandle file, StoredDigest digest, IReadOnlyList<(string Name, string Value)> headers, Pace pace, CancellationToken cancellation)
    {
        var id = await BeginAsync(key, headers, cancellation);
        var isDone = false;
        try
        {
            var tags = new List<string>();
            foreach (var part in digest.Parts)
            {
                tags.Add(await PutPartAsync(key, id, tags.Count + 1, file, part, pace, cancellation));
            }

            await EndAsync(key, id, tags, cancellation);
            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                await TakeBackAsync(key, id);
            }
        }
    }

    public Task AbortAsync(string key, string id, CancellationToken cancellation) => client.AskAsync(
        new S3Request(HttpMethod.Delete, key) { Query = Upload(id), MayBeMissing = true },
        static (response, _) => Task.FromResult(response),
        cancellation);

    private static string Upload(string id) => $"uploadId={Uri.EscapeDataString(id)}";

    private async Task<string> BeginAsync(string key, IReadOnlyList<(string Name, string Value)> headers, CancellationToken cancellation)
    {
        var answer = await client.AskAsync(
            new S3Request(HttpMethod.Post, key) { Query = "uploads=", Headers = headers, Type = "video/mp4" }, ReadAsync, cancellation);
        return answer!.Text("UploadId") is { Length: > 0 } id
            ? id
            : throw new ArchiveException(ArchiveCause.ServerError, "The store gave no number to the upload.");
    }

    private async Task<string> PutPartAsync(
        string key, string id, int number, SafeFileHandle file, StoredDigest.Part part, Pace pace, CancellationToken cancellation)
    {
        var tag = await client.AskAsync(
            new S3Request(HttpMethod.Put, key)
            {
                Query = string.Create(CultureInfo.InvariantCulture, $"partNumber={number}&{Upload(id)}"),
                Body = guard => new FileContent(file, part.Start, part.Length, pace, guard),
                Sha256 = part.Sha256,
                Md5 = part.Md5,
            },
            static (response, _) => Task.FromResult(response.Headers.ETag?.Tag ?? ""),
            cancellation);
        return tag is { Length: > 0 } ? tag : throw new ArchiveException(ArchiveCause.ServerError, "The store did not confirm a part.");
    }

    private async Task EndAsync(string key, string id, List<string> tags, CancellationToken cancellation)
    {
        var list = Encoding.UTF8.GetBytes(new XElement(
            Amazon + "CompleteMultipartUpload",
            tags.Select((tag, index) => new XElement(
                Amazon + "Part", new XElement(Amazon + "PartNumber", index + 1), new XElement(Amazon + "ETag", tag)))).ToString(SaveOptions.DisableFormatting));
        var answer = await client.AskAsync(
            new S3Request(HttpMethod.Post, key)
            {
                Query = Upload(id),
                Body = _ => new ByteArrayContent(list),
                Sha256 = SHA256.HashData(list),
                Type = "application/xml",
            },
            ReadAsync,
            cancellation);

        // Stores that take long begin with 200 and may still end with an error.
        if (answer!.Name == "Error")
        {
            throw S3Refusal.Of(System.Net.HttpStatusCode.InternalServerError, answer.Text("Code"), answer.Text("Message"));
        }
    }

    /// <summary>Also when the process is about to stop, but then for a moment only.</summary>
    private async Task TakeBackAsync(string key, string id)
    {
        using var moment = new CancellationTokenSource(TakingBack);
        try
        {
            await AbortAsync(key, id, moment.Token);
        }
        catch (Exception left) when (left is ArchiveException or OperationCanceledException)
        {
            // The failure that brought us here is the one to tell; what is left is tidied when the store is well again.
        }
    }

    private static Task<S3Answer> ReadAsync(HttpResponseMessage response, StallGuard guard) => S3Answer.ReadAsync(response, LongestAnswer, guard.Token);
}
