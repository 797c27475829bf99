using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Identity.Tokens;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

/// <summary>API keys: one's own, and those administrators give to services. A key is shown once, when it is made.</summary>
internal sealed class ApiKeys(ApiKeyStore keys, UserStore users, SignInEnds ends, TimeProvider time)
{
    private const int KeyBytes = 32;

    internal sealed record NewApiKey(string? Name = null, DateTimeOffset? ExpiresAt = null);

    internal sealed record CreatedApiKey(Guid Id, string Key);

    internal sealed record ApiKeyView(Guid Id, string Name, string Prefix, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt);

    internal sealed record ApiKeyList(IReadOnlyList<ApiKeyView> Items);

    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapGet("/me/api-keys", (ApiKeys feature, Caller caller, CancellationToken cancellation) =>
            feature.ListAsync(caller.UserId, cancellation)).WithName("ListMyApiKeys");
        _ = routes.MapPost("/me/api-keys", (NewApiKey request, ApiKeys feature, Caller caller, HttpContext http, CancellationToken cancellation) =>
            feature.CreateAsync(request, caller.UserId, "/api/identity/me/api-keys", caller, http, cancellation)).WithName("CreateMyApiKey");
        _ = routes.MapDelete("/me/api-keys/{id:guid}", (Guid id, ApiKeys feature, Caller caller, CancellationToken cancellation) =>
            feature.RemoveAsync(id, caller.UserId, caller, cancellation)).WithName("RevokeMyApiKey");

        _ = routes.MapGet("/users/{user}/api-keys", (UserId user, ApiKeys feature, CancellationToken cancellation) =>
            feature.ListOfAsync(user, cancellation)).RequireAdministrator().WithName("ListApiKeysOfUser");
        _ = routes.MapPost("/users/{user}/api-keys", (UserId user, NewApiKey request, ApiKeys feature, Caller caller, HttpContext http, CancellationToken cancellation) =>
            feature.CreateForServiceAsync(user, request, caller, http, cancellation)).RequireAdministrator().WithName("CreateApiKeyOfService");
        _ = routes.MapDelete("/users/{user}/api-keys/{id:guid}", (UserId user, Guid id, ApiKeys feature, Caller caller, CancellationToken cancellation) =>
            feature.RemoveAsync(id, user, caller, cancellation)).RequireAdministrator().WithName("RevokeApiKeyOfUser");
    }

    private async Task<Ok<ApiKeyList>> ListAsync(UserId user, CancellationToken cancellation) =>
        TypedResults.Ok(new ApiKeyList([
            .. (await keys.ListAsync(user, cancellation))
                .Select(key => new ApiKeyView(key.Id, key.Name, key.Prefix, key.CreatedAt, key.ExpiresAt, key.LastUsedAt))]));

    private async Task<Results<Ok<ApiKeyList>, ProblemHttpResult>> ListOfAsync(UserId user, CancellationToken cancellation) =>
        await users.FindAsync(user, cancellation) is null ? Problem.NotFound("user", user) : await ListAsync(user, cancellation);

    // Whoever makes a key for a person could act in that person's name.
    private async Task<Results<Created<CreatedApiKey>, ProblemHttpResult>> CreateForServiceAsync(
        UserId user, NewApiKey request, Caller caller, HttpContext http, CancellationToken cancellation) =>
        await users.FindAsync(user, cancellation) is not { } found ? Problem.NotFound("user", user)
            : !found.Roles.Contains(Roles.Service) ? Problem.Conflict("not-a-service", "Only services get keys from an administrator; people make their own.")
            : await CreateAsync(request, user, $"/api/identity/users/{user}/api-keys", caller, http, cancellation);

    private async Task<Results<Created<CreatedApiKey>, ProblemHttpResult>> CreateAsync(
        NewApiKey request, UserId user, string list, Caller caller, HttpContext http, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        var now = time.GetUtcNow();
        if (request.Name?.Trim() is not { Length: > 0 and <= StoredApiKey.MaxName } name)
        {
            return Problem.Invalid("name", $"Must have 1 to {StoredApiKey.MaxName} characters.");
        }

        if (request.ExpiresAt <= now)
        {
            return Problem.Invalid("expiresAt", "Must be in the future.");
        }

        // A key that leaked must not be able to make others that outlive it.
        if (caller.SignIn is { } signIn && await keys.FindAsync(signIn, cancellation) is not null)
        {
            return Problem.Refuse(StatusCodes.Status403Forbidden, "forbidden", "An API key cannot make API keys; sign in.");
        }

        var key = ApiKey.Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        var stored = new StoredApiKey(Guid.CreateVersion7(now), user, name, key[..StoredApiKey.ShownCharacters], now, request.ExpiresAt, null);
        return await keys.AddAsync(stored, ApiKey.HashOf(key), caller.Actor, caller.Address, cancellation)
            ? TypedResults.Created($"{list}/{stored.Id}", new CreatedApiKey(stored.Id, key))
            : Problem.Conflict("too-many-keys", $"Nobody may have more than {StoredApiKey.MostOfOneUser} keys; revoke one.");
    }

    private async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(Guid id, UserId user, Caller caller, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (!await keys.RemoveAsync(id, user, caller.Actor, caller.Address, now, cancellation))
        {
            return Problem.NotFound("API key", id);
        }

        await ends.HearAsync(id, now);
        return TypedResults.NoContent();
    }
}
