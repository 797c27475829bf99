using Vedette.Contracts.Inventory;
using Vedette.Contracts.Streams;
using Vedette.Foundation;
using Vedette.Platform.Access;

namespace Vedette.Streams.Roster;

/// <summary>What this module knows of a camera. The password in the source stays encrypted here.</summary>
internal sealed record KnownCamera
{
    public required CameraId Id { get; init; }

    public required string Name { get; init; }

    public required bool Enabled { get; init; }

    public bool Removed { get; init; }

    public CameraSource? Source { get; init; }

    /// <summary>Where it is, or was when it was removed; null when it is in no room: then administrators alone see it.</summary>
    public Place? Place { get; init; }

    /// <summary>The device's version; the higher one wins.</summary>
    public required long Version { get; init; }

    /// <summary>Whether this is newer than what is known; an earlier version of this program did not know where cameras are.</summary>
    public bool IsNewerThan(KnownCamera known) => Version > known.Version || (Version == known.Version && known.Place is null && Place is not null);

    /// <summary>Whether there is something to connect to and it is wanted.</summary>
    public bool IsCaptured => Enabled && !Removed && Source is not null;

    /// <summary>The streams it has.</summary>
    public IReadOnlyList<StreamChoice> Choices => Source?.SubUrl is null ? [StreamChoice.Main] : [StreamChoice.Main, StreamChoice.Sub];

    public Uri? UrlOf(StreamChoice choice) => choice == StreamChoice.Main ? Source?.Url : Source?.SubUrl;

    /// <summary>The stream that serves a role: the only one, when there is but one.</summary>
    public StreamChoice ChoiceFor(StreamRole role)
    {
        if (Source?.SubUrl is null)
        {
            return StreamChoice.Main;
        }

        var roles = Source.Roles ?? CameraRoles.Usual;
        return role switch
        {
            StreamRole.Record => roles.Record,
            StreamRole.Grid => roles.Grid,
            StreamRole.Detect => roles.Detect,
        };
    }
}
