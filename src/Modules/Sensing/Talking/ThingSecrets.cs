namespace Vedette.Sensing.Talking;

/// <summary>What proves who we are at a thing. It goes to the origin the thing was described at and to no other.</summary>
/// <param name="username">Name for basic and digest.</param>
/// <param name="password">Password for basic and digest.</param>
/// <param name="token">Bearer token or API key.</param>
internal sealed class ThingSecrets(string? username = null, string? password = null, string? token = null)
{
    public static ThingSecrets None { get; } = new();

    public string? Username => username;

    public string Password => password ?? "";

    public string? Token => token;

    public override string ToString() => "secrets of a thing";
}
