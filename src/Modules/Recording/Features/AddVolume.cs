using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Vedette.Platform.Access;
using Vedette.Platform.Web;
using Vedette.Recording.Volumes;

namespace Vedette.Recording.Features;

/// <summary>A directory that is to be a volume.</summary>
internal sealed record NewVolume
{
    public required string Name { get; init; }

    /// <summary>Absolute path of a directory on this machine, empty or a volume already.</summary>
    public required string Path { get; init; }

    public VolumeRole Role { get; init; }

    /// <summary>Most bytes of footage on it; null or 0 for what the settings say.</summary>
    public long? BudgetBytes { get; init; }

    /// <summary>Bytes left free on it; null or 0 for what the settings say.</summary>
    public long? ReserveBytes { get; init; }

    /// <summary>Whether a volume of another installation, or an older copy, is taken over.</summary>
    public bool Adopt { get; init; }

    /// <summary>Whether it may lie on the disk the system runs from.</summary>
    public bool AllowBootDisk { get; init; }
}

/// <summary>What was added.</summary>
internal sealed record AddedVolume(Guid Id);

/// <summary>Takes one more directory into use as a volume.</summary>
internal static class AddVolume
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/volumes", HandleAsync).RequireAdministrator().WithName("AddRecordingVolume");

    private static async Task<Results<Created<AddedVolume>, ProblemHttpResult>> HandleAsync(
        NewVolume request, Caller caller, VolumeDesk desk, VolumeList list, ActionLog log, CancellationToken cancellation)
    {
        var errors = VolumeWords.Check(request.Name, request.BudgetBytes, request.ReserveBytes, list, except: null);
        if (!Path.IsPathFullyQualified(request.Path) || request.Path.Length > 1000 || request.Path.Contains('\0', StringComparison.Ordinal))
        {
            errors["path"] = ["Give an absolute path."];
        }

        if (errors.Count > 0)
        {
            return Problem.Invalid(errors);
        }

        var wanted = new VolumeEntry
        {
            Id = Guid.Empty,
            Name = request.Name.Trim(),
            Path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Path)),
            Role = request.Role,
            BudgetBytes = VolumeWords.Bytes(request.BudgetBytes),
            ReserveBytes = VolumeWords.Bytes(request.ReserveBytes),
        };
        try
        {
            var volume = await desk.AddAsync(wanted, request.Adopt, request.AllowBootDisk, cancellation);
            await log.RecordAsync("recording.volume-added", caller, volume.Id, $"{wanted.Name} at {wanted.Path}", cancellation);
            return TypedResults.Created($"/api/recording/volumes/{volume.Id}", new AddedVolume(volume.Id));
        }
        catch (VolumeRefusedException refused)
        {
            return Problem.Refuse(StatusCodes.Status400BadRequest, refused.Code, refused.Message);
        }
    }
}
