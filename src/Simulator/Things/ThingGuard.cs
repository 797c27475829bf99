using System.Text;
using Vedette.Simulator.Onvif;

namespace Vedette.Simulator.Things;

/// <summary>Checks who asks a thing.</summary>
internal sealed class ThingGuard(ThingOptions options)
{
    public const string KeyHeader = "X-Thing-Key";

    private readonly SignIn _digest = new(OnvifAuthentication.Digest, options.Username, options.Secret, options.Time);

    /// <summary>Whether the request proves it; otherwise the answer says how to.</summary>
    public bool Admits(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        var (isAdmitted, challenges) = options.Security switch
        {
            ThingSecurity.Basic => (authorization == $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Username}:{options.Secret}"))}", ["Basic realm=\"thing\""]),
            ThingSecurity.Bearer => (authorization == $"Bearer {options.Secret}", ["Bearer"]),
            ThingSecurity.ApiKey => (context.Request.Headers[KeyHeader] == options.Secret, []),
            ThingSecurity.Digest => (_digest.AdmitsDigest(context.Request.Method, authorization), _digest.Challenges),
            _ => (true, Array.Empty<string>()),
        };
        if (!isAdmitted)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = challenges;
        }

        return isAdmitted;
    }
}
