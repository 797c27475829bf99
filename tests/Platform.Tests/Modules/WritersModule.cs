using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Hosting;
using Vedette.Platform.Storage;
using Vedette.Platform.Web;

namespace Vedette.Platform.Tests.Modules;

/// <summary>A small module that decides: writes notes and says so.</summary>
internal sealed class WritersModule : IModule
{
    public static string Name => "writers";

    public static void Add(ModuleBuilder module)
    {
        _ = module
            .Options<WritersOptions>()
            .Schema()
            .Emits<NoteWritten>();
        _ = module.Services.AddSingleton<CameraPlaces>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/notes", async (NewNote note, Caller caller, Database<WritersModule> database, CancellationToken ct) =>
        {
            var id = await WriteAsync(database, note.Title, Guid.CreateVersion7(), caller.Actor, ct);
            return TypedResults.Created($"/api/writers/notes/{id}", new { id });
        });
        routes.MapGet("/notes/{id}", (CameraId id) => Problem.NotFound("note", id));
        routes.MapGet("/notes", (PageRequest page) => page.Cut(
            [.. Enumerable.Range(page.After.Count == 0 ? 0 : int.Parse(page.After[0]) + 1, 500).Take(page.Fetch)],
            number => [number.ToString()]));
        routes.MapGet("/me", (Caller caller) => new { caller.Name, caller.Roles, Now = DateTimeOffset.UnixEpoch.AddMilliseconds(1) });
        routes.MapGet("/live", () => "live").RequireRight(Right.Live).AcceptTokenInQuery();
        routes.MapGet("/configure", () => "configure").RequireRight(Right.Configure);
        routes.MapGet("/cameras/{id}/pictures", (CameraId id) => $"pictures of {id}").RequireRightOn<CameraPlaces>(Right.Playback);
        routes.MapGet("/settings", () => "settings").RequireAdministrator();
        routes.MapGet("/open", () => "open").AllowAnonymous();
        routes.MapGet("/bug", string () => throw new InvalidOperationException("secret internals"));
        routes.MapGet("/conflict", () => Problem.Conflict("stale", "Somebody else was faster."));
        routes.MapGet("/slow", async (CancellationToken ct) =>
        {
            await Task.Delay(TimeSpan.FromMinutes(5), ct);
            return "done";
        });
    }

    public static Task<Guid> WriteAsync(
        Database<WritersModule> database, string title, Guid id, string actor, CancellationToken ct) => database.WriteAsync(
        async unit =>
        {
            await unit.ExecuteAsync(
                "insert into notes (id, title, written, took, done, score) values (@id, @title, @written, @took, @done, 0.5) on conflict (id) do nothing",
                new { id, title, written = DateTimeOffset.UnixEpoch, took = TimeSpan.FromSeconds(1), done = true });
            await unit.EmitAsync(new NoteWritten(id, title), actor);
            return id;
        },
        ct);

    internal sealed record NewNote(string Title, int Weight = 0, Place? Place = null);

    internal sealed record Place(string Url, CameraId? Camera = null, DateTimeOffset? Since = null);
}
