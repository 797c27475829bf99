using Vedette.Contracts.Inventory;
using Vedette.Streams.Roster;

namespace Vedette.Streams.Capturing;

/// <summary>Where one of a camera's streams is and how it is to be asked for. Another address means another connection.</summary>
internal sealed record StreamAddress(Uri Url, string? Username, string? ProtectedPassword, CameraTransport Transport, CameraTrust? Trust)
{
    /// <summary>Null when the camera is not to be connected to, or has no such stream.</summary>
    public static StreamAddress? Of(KnownCamera camera, StreamChoice choice)
    {
        var (source, url) = (camera.Source, camera.UrlOf(choice));
        return camera.IsCaptured && url is not null
            ? new StreamAddress(url, source!.Username, source.ProtectedPassword, source.Transport, source.Trust)
            : null;
    }

    // A record's generated text would show the password's ciphertext.
    public override string ToString() => Url.OriginalString;
}
