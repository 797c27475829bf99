using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Vedette.Identity.Domain;
using Vedette.Platform.Web;

namespace Vedette.Identity.Features;

/// <summary>Who knocks, as the connection tells.</summary>
internal static class Visitor
{
    public static Origin Origin(this HttpContext http) => new(http.Address(), Device.Of(http.Request.Headers.UserAgent));

    public static string? Address(this HttpContext http) => (http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped
        ? mapped.MapToIPv4()
        : http.Connection.RemoteIpAddress)?.ToString();

    public static IPAddress? RemoteAddress(this HttpContext http) => http.Connection.RemoteIpAddress;

    /// <summary>429, and when to come back.</summary>
    public static ProblemHttpResult TooManyAttempts(this HttpContext http, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Problem.Refuse(StatusCodes.Status429TooManyRequests, "too-many-attempts", "Too many attempts; try again later.");
    }
}
