using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using QRCoder;
using Vedette.Identity.Domain;
using Vedette.Identity.Storage;
using Vedette.Identity.Tokens;
using Vedette.Platform.Access;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

/// <summary>Turning one's second factor on and off. An app counts from the moment it has shown a right code.</summary>
internal sealed class MySecondFactor(SecondFactorStore secondFactors, PasswordProof proof, TimeProvider time)
{
    private const int QrPixels = 4;

    internal sealed record PasswordRequest(string? Password = null);

    internal sealed record CodeRequest(string? Code = null);

    internal sealed record SecondFactorView(string Secret, string Uri, string QrSvg);

    internal sealed record RecoveryCodesView(IReadOnlyList<string> RecoveryCodes);

    public static void Map(IEndpointRouteBuilder routes)
    {
        _ = routes.MapPost("/me/second-factor", (PasswordRequest request, MySecondFactor feature, Caller caller, HttpContext http, CancellationToken cancellation) =>
            feature.BeginAsync(request, caller, http, cancellation)).WithName("BeginSecondFactor");
        _ = routes.MapPost("/me/second-factor/confirm", (CodeRequest request, MySecondFactor feature, Caller caller, HttpContext http, CancellationToken cancellation) =>
            feature.ConfirmAsync(request, caller, http, cancellation)).WithName("ConfirmSecondFactor");
        _ = routes.MapPost("/me/second-factor/recovery-codes", (PasswordRequest request, MySecondFactor feature, Caller caller, HttpContext http, CancellationToken cancellation) =>
            feature.RenewAsync(request, caller, http, cancellation)).WithName("RenewRecoveryCodes");

        // Some proxies drop the body of a DELETE.
        _ = routes.MapDelete("/me/second-factor", ([FromBody] PasswordRequest request, MySecondFactor feature, Caller caller, HttpContext http, CancellationToken cancellation) =>
            feature.RemoveAsync(request, caller, http, cancellation)).WithName("DeleteSecondFactor");
        _ = routes.MapPost("/me/second-factor/remove", (PasswordRequest request, MySecondFactor feature, Caller caller, HttpContext http, CancellationToken cancellation) =>
            feature.RemoveAsync(request, caller, http, cancellation)).WithName("RemoveSecondFactor");
    }

    private async Task<Results<Ok<SecondFactorView>, ProblemHttpResult>> BeginAsync(
        PasswordRequest request, Caller caller, HttpContext http, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        var (user, refusal) = await ProveAsync(request, caller, http, cancellation);
        if (user is null)
        {
            return refusal!;
        }

        var secret = RandomNumberGenerator.GetBytes(Totp.SecretBytes);
        if (!await secondFactors.BeginAsync(caller.UserId, secret, time.GetUtcNow(), cancellation))
        {
            return Problem.Conflict("second-factor-on", "There is a second factor already; remove it first.");
        }

        var uri = Totp.Uri(secret, user.Username);
        using var code = new QRCodeGenerator();
        using var modules = code.CreateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(modules);
        return TypedResults.Ok(new SecondFactorView(Totp.Base32(secret), uri, picture.GetGraphic(QrPixels)));
    }

    private async Task<Results<Ok<RecoveryCodesView>, ProblemHttpResult>> ConfirmAsync(
        CodeRequest request, Caller caller, HttpContext http, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (request.Code?.Trim() is not { Length: Totp.Digits } code)
        {
            return Problem.Invalid("code", $"Must have {Totp.Digits} digits.");
        }

        switch (await secondFactors.FindAsync(caller.UserId, cancellation))
        {
            case null:
                return Problem.Conflict("second-factor-not-begun", "Ask for a secret first.");
            case { IsConfirmed: true }:
                return Problem.Conflict("second-factor-on", "There is a second factor already.");
        }

        var codes = RecoveryCode.NewSet();
        var verdict = await secondFactors.ConfirmAsync(
            caller.UserId, code, [.. codes.Select(RecoveryCode.HashOf)], caller.Address, time.GetUtcNow(), cancellation);
        return verdict.IsGood ? TypedResults.Ok(new RecoveryCodesView(codes))
            : verdict.Wait is { } wait ? http.TooManyAttempts(wait)
            : Problem.Invalid("code", "This is not the code the app shows now. Is the phone's clock right?");
    }

    private async Task<Results<Ok<RecoveryCodesView>, ProblemHttpResult>> RenewAsync(
        PasswordRequest request, Caller caller, HttpContext http, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await ProveAsync(request, caller, http, cancellation) is { User: null, Refusal: { } refusal })
        {
            return refusal;
        }

        var codes = RecoveryCode.NewSet();
        return await secondFactors.RenewRecoveryCodesAsync(
            caller.UserId, [.. codes.Select(RecoveryCode.HashOf)], caller.Address, time.GetUtcNow(), cancellation)
            ? TypedResults.Ok(new RecoveryCodesView(codes))
            : Problem.Conflict("second-factor-off", "There is no second factor.");
    }

    private async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        PasswordRequest request, Caller caller, HttpContext http, CancellationToken cancellation)
    {
        if (await ProveAsync(request, caller, http, cancellation) is { User: null, Refusal: { } refusal })
        {
            return refusal;
        }

        _ = await secondFactors.RemoveAsync(caller.UserId, caller.Actor, caller.Address, time.GetUtcNow(), cancellation);
        return TypedResults.NoContent();
    }

    private async Task<(User? User, ProblemHttpResult? Refusal)> ProveAsync(
        PasswordRequest request, Caller caller, HttpContext http, CancellationToken cancellation)
    {
        var outcome = await proof.CheckAsync(caller, request.Password, http.RemoteAddress(), cancellation);
        return outcome.User is { } user ? (user, null)
            : outcome.Wait is { } wait ? (null, http.TooManyAttempts(wait))
            : (null, Problem.Invalid("password", "This is not your password."));
    }
}
