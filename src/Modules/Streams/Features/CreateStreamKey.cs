using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Streams.Restreaming;
using Vedette.Streams.Roster;
using Vedette.Streams.Storage;

namespace Vedette.Streams.Features;

/// <summary>A key for a player or another recorder. Its secret is told this once.</summary>
internal static class CreateStreamKey
{
    private const int LongestName = 100;
    private const int MostCameras = 1000;
    private const int MostKeys = 200;

    // Nothing that is mistaken for something else when it is typed into a recorder's form, and nothing a URL has to escape.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/keys", HandleAsync).RequireRight(Right.Live).WithName("CreateStreamKey");

    private static async Task<Results<Created<MadeStreamKey>, ProblemHttpResult>> HandleAsync(
        NewStreamKey request,
        HttpContext context,
        Caller caller,
        CameraRoster roster,
        CameraCatalogue catalogue,
        StreamKeyStore store,
        SecretProtector protector,
        RestreamServer server,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var name = request.Name.Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
        {
            return Problem.Invalid("name", $"The name has 1 to {LongestName} characters.");
        }

        var cameras = request.CameraIds?.Distinct().ToList();
        if (cameras is { Count: 0 or > MostCameras })
        {
            return Problem.Invalid("cameraIds", $"Name 1 to {MostCameras} cameras, or leave them out for all.");
        }

        if (cameras?.Find(camera => !(roster.Find(camera) is { } known && caller.May(Right.Live, known.Place))) is { } unknown && unknown != default)
        {
            return Problem.Invalid("cameraIds", $"There is no camera {unknown} that you may watch.");
        }

        if (await store.CountAsync(caller.UserId, cancellation) >= MostKeys)
        {
            return Problem.Conflict("too-many-keys", $"There are {MostKeys} keys already; delete one that is not used.");
        }

        var secret = RandomNumberGenerator.GetString(Letters, 24);
        var key = new StreamKey
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Name = name,
            Username = $"{StreamPath.SlugOf(AsciiOf(name))}-{RandomNumberGenerator.GetString(Letters, 6)}".TrimStart('-'),
            ProtectedSecret = protector.Protect(StreamKey.Purpose, secret),
            CameraIds = cameras,
            Owner = caller.UserId,
            CreatedAt = time.GetUtcNow(),
        };
        await store.AddAsync(key, caller, cancellation);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/api/streams/keys/{key.Id}", new MadeStreamKey(key.Id, key.Username, secret, UrlOf(context.Request.Host.Host)));

        // With one camera the very URL to type; else with a place to put one in.
        string UrlOf(string host) =>
            $"rtsp://{host}:{server.Port ?? 0}/{(cameras is [var only] ? catalogue.NameOf(roster.Find(only)!) : "{camera}")}";
    }

    private static string AsciiOf(string name) => new([.. name.Take(32).Where(char.IsAscii)]);

    internal sealed record NewStreamKey(string Name, IReadOnlyList<CameraId>? CameraIds = null);

    /// <summary>What was made.</summary>
    /// <param name="Id">The key.</param>
    /// <param name="Username">The name to sign in with.</param>
    /// <param name="Secret">The password, told this once.</param>
    /// <param name="Url">Where to connect.</param>
    internal sealed record MadeStreamKey(Guid Id, string Username, string Secret, string Url);
}
