using Vedette.Contracts.Inventory;

namespace Vedette.Inventory.Domain;

/// <summary>A camera's source in the words of who asks for it, not judged yet.</summary>
internal sealed record SourceFields
{
    public string? Url { get; init; }

    public string? SubUrl { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    public CameraTransport Transport { get; init; }

    public CameraRoles? Roles { get; init; }

    public string? PinnedSha256 { get; init; }

    public string? AuthorityPem { get; init; }

    public string? OnvifUrl { get; init; }

    public string? OnvifProfile { get; init; }

    // A record's generated text would show the password.
    public override string ToString() => nameof(SourceFields);
}
