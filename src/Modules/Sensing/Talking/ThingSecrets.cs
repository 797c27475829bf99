namespace Vedette.Sensing.Talking;

/// <summary>What proves who we are at one thing. It goes to the origin it is for and to no other.</summary>
internal sealed class ThingSecrets
{
    public ThingSecrets(Uri origin, string? username = null, string? password = null, string? token = null) =>
        (Origin, Username, Password, Token) = (new Uri(origin.GetLeftPart(UriPartial.Authority)), username, password, token);

    /// <summary>Scheme, host and port.</summary>
    public Uri Origin { get; }

    public string? Username { get; }

    public string? Password { get; }

    /// <summary>A bearer token or an API key.</summary>
    public string? Token { get; }

    /// <summary>Whether the target is at the origin. A WebSocket begins as a request to the same server.</summary>
    public bool IsFor(Uri target) =>
        (target.Scheme switch { "ws" => "http", "wss" => "https", var scheme => scheme }) == Origin.Scheme
        && target.IdnHost.Equals(Origin.IdnHost, StringComparison.OrdinalIgnoreCase) && target.Port == Origin.Port;

    public override string ToString() => $"secrets for {Origin.IdnHost}";
}
