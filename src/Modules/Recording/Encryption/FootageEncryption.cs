using Vedette.Recording.Footage;
using Vedette.Recording.Settings;

namespace Vedette.Recording.Encryption;

/// <summary>Whether and with which key the next segment is encrypted.</summary>
internal sealed class FootageEncryption(LiveSettings settings, FootageKeys keys)
{
    /// <summary>The cipher of a new segment; null when footage is not encrypted.</summary>
    /// <exception cref="Foundation.FaultException">The day's key cannot be made or read: nothing may be written in the clear instead.</exception>
    public SegmentCipher? For(SegmentName name) =>
        settings.Current.EncryptFootage
            ? new SegmentCipher(keys.Make(name.CameraId, DateOnly.FromDateTime(name.Start.UtcDateTime)))
            : null;
}
