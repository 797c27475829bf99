using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Vedette.Platform.Web;

namespace Vedette.Platform.Access;

/// <summary>Takes the token of a request (RFC 6750), has it checked, and answers 401 and 403 as problem details.</summary>
internal sealed class BearerTokens(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, TokenVerifier verifier)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Bearer";
    private const string Prefix = "Bearer ";
    private string? _refusal;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOfRequest() is not { Length: > 0 } token)
        {
            return AuthenticateResult.NoResult();
        }

        var verdict = await verifier.VerifyAsync(token, Context.RequestAborted, Context.Connection.RemoteIpAddress);
        if (verdict.Caller is not { } caller)
        {
            _refusal = verdict.Refusal;
            return AuthenticateResult.Fail(verdict.Refusal!);
        }

        var identity = new CallerIdentity(caller with { Address = AddressOf(Context.Connection.RemoteIpAddress) }, verdict.Expires);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers[HeaderNames.WWWAuthenticate] =
            _refusal is null ? SchemeName : $"{SchemeName} error=\"invalid_token\", error_description=\"{_refusal}\"";
        var detail = _refusal is null ? "This needs an access token." : $"The access token is refused: {_refusal}.";
        return Problem.Refuse(StatusCodes.Status401Unauthorized, "unauthenticated", detail).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (Context.Features.Get<Unseen>() is { } unseen)
        {
            return unseen.Answer.ExecuteAsync(Context);
        }

        Response.Headers[HeaderNames.WWWAuthenticate] = $"{SchemeName} error=\"insufficient_scope\"";
        return Problem.Refuse(StatusCodes.Status403Forbidden, "forbidden", "You are not allowed to do this.").ExecuteAsync(Context);
    }

    private string? TokenOfRequest()
    {
        var header = Request.Headers.Authorization.ToString();
        return header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim()
            : Request.Headers[ApiKey.Header].ToString().Trim() is { Length: > 0 } key ? (ApiKey.IsOne(key) ? key : ApiKey.Prefix)
            : Context.GetEndpoint()?.Metadata.GetMetadata<QueryTokenMetadata>() is not null ? TokenOfQuery()
            : null;
    }

    // An API key lasts; what stands in an address is written down by everybody it passes.
    private string TokenOfQuery() =>
        Request.Query[QueryTokenMetadata.Parameter].ToString() is var token && ApiKey.IsOne(token) ? ApiKey.Prefix : token;

    private static string? AddressOf(IPAddress? address) => (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();
}
