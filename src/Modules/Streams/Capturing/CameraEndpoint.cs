using System.Text;
using Vedette.Contracts.Inventory;
using Vedette.Foundation;
using Vedette.Media.Sources;
using Vedette.Platform.Access;

namespace Vedette.Streams.Capturing;

/// <summary>Where and as whom to ask a camera: the one place its password is decrypted.</summary>
internal sealed class CameraEndpoint(StreamsOptions options, SecretProtector protector)
{
    /// <summary>The purpose camera passwords are protected with.</summary>
    public const string Purpose = "camera-password";

    /// <summary>Which addresses may be connected to.</summary>
    public AddressPolicy Addresses { get; } = AddressPolicy.For(options.AllowLoopback, options.AllowPrivateNetworks);

    /// <exception cref="FaultException">The password cannot be read with this installation's keys.</exception>
    public SourceEndpoint Of(StreamAddress address, SourceTranscript? transcript = null) =>
        new(address.Url, address.Username, address.ProtectedPassword is { } secret ? protector.Unprotect(Purpose, secret) : null)
        {
            Addresses = Addresses,
            Transport = Of(address.Transport),
            Trust = Of(address.Trust),
            Transcript = transcript,
        };

    /// <exception cref="FaultException">The password cannot be read with this installation's keys.</exception>
    public string? Password(CameraSource source) =>
        source.ProtectedPassword is { } secret ? protector.Unprotect(Purpose, secret) : null;

    /// <summary>
    /// Where somebody asks us to look, and as whom. Credentials in the URL are taken out of it; the stored ones are used for
    /// <paramref name="own"/> addresses of the camera only, and by the name they were stored with.
    /// </summary>
    /// <exception cref="FaultException">The stored password cannot be read with this installation's keys.</exception>
    public SourceEndpoint Asked(Uri url, string? username, string? password, CameraSource? source, Func<CameraSource, Uri, bool> own)
    {
        if (url.UserInfo is { Length: > 0 } inside)
        {
            var parts = inside.Split(':', 2);
            username ??= Uri.UnescapeDataString(parts[0]);
            password ??= parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : null;
            url = new UriBuilder(url) { UserName = "", Password = "" }.Uri;
        }

        if (password is null && source is not null && own(source, url))
        {
            username ??= source.Username;
            password = username == source.Username ? Password(source) : null;
        }

        return new SourceEndpoint(url, username, password) { Addresses = Addresses, Trust = Of(source?.Trust) };
    }

    /// <summary>Takes a camera's secrets out of texts. A password that cannot be read here was not used here either.</summary>
    public Redaction RedactionFor(CameraSource source)
    {
        try
        {
            var password = Password(source);
            var pair = Encoding.UTF8.GetBytes($"{source.Username}:{password}");
            return new Redaction(password, password is null ? null : Convert.ToBase64String(pair), source.ProtectedPassword);
        }
        catch (FaultException)
        {
            return new Redaction(source.ProtectedPassword);
        }
    }

    public static SourceTransport Of(CameraTransport transport) => transport switch
    {
        CameraTransport.Auto => SourceTransport.Auto,
        CameraTransport.Tcp => SourceTransport.Tcp,
        CameraTransport.Udp => SourceTransport.Udp,
        CameraTransport.Http => SourceTransport.Http,
    };

    public static ServerTrust Of(CameraTrust? trust) => trust is null ? ServerTrust.System : new ServerTrust(trust.PinnedSha256, trust.AuthorityPem);
}
