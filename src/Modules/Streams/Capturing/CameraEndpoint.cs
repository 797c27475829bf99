using Vedette.Contracts.Inventory;
using Vedette.Media.Sources;
using Vedette.Platform.Access;

namespace Vedette.Streams.Capturing;

/// <summary>Where and as whom to ask a camera: the one place its password is decrypted.</summary>
internal sealed class CameraEndpoint(StreamsOptions options, SecretProtector protector)
{
    /// <summary>The purpose camera passwords are protected with.</summary>
    public const string Purpose = "camera-password";

    /// <summary>Which addresses may be connected to.</summary>
    public AddressPolicy Addresses => options.AllowLoopback ? AddressPolicy.Default : AddressPolicy.NoLoopback;

    /// <exception cref="Foundation.FaultException">The password cannot be read with this installation's keys.</exception>
    public SourceEndpoint Of(CameraSource source) => new(source.Url, source.Username, Password(source)) { Addresses = Addresses };

    /// <exception cref="Foundation.FaultException">The password cannot be read with this installation's keys.</exception>
    public string? Password(CameraSource source) =>
        source.ProtectedPassword is { } secret ? protector.Unprotect(Purpose, secret) : null;
}
