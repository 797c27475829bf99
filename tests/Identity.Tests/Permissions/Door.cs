using Microsoft.AspNetCore.Routing.Patterns;

namespace Vedette.Identity.Tests.Permissions;

/// <summary>An endpoint, and how to ask for what stands in the room of the matrix.</summary>
internal sealed record Door(string Method, string Template, RoutePattern Pattern)
{
    public string Name => $"{Method} {Template}";

    /// <summary>Another type would be refused before anybody asks who it is.</summary>
    public string Takes => Template.EndsWith("/plans", StringComparison.Ordinal) ? "image/png" : "application/json";

    public async Task<string> PathAsync(MatrixSite site)
    {
        // Whoever may remove the camera does.
        var device = Name == "DELETE /api/inventory/devices/{id}" ? await site.AddCameraAsync() : site.Camera;
        return "/" + string.Join('/', Pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart { Name: "number" or "part" } => "1",
            RoutePatternParameterPart parameter => Named(parameter.Name, site, device).ToString(),
            _ => "",
        }))));
    }

    private Guid Named(string parameter, MatrixSite site, Guid device) => (parameter, Template.Split('/')) switch
    {
        ("id", [_, _, "inventory", "properties", ..]) => site.Property,
        ("id", [_, _, "inventory", "rooms", ..]) => site.Room,
        ("id", [_, _, "inventory", "devices", ..]) => device,
        ("id", [_, _, _, "cameras", ..]) => site.Camera,
        ("id", [_, _, _, "things", ..]) => site.Thing,
        _ => Guid.Parse("0197f000-0000-7000-8000-000000000000"),
    };
}
