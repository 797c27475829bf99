using Vedette.Foundation;
using Vedette.Platform.Access;
using Vedette.Platform.Outbound;
using Vedette.Sensing.Roster;
using Vedette.Sensing.Talking;

namespace Vedette.Sensing.Watching;

/// <summary>Talks to things of the roster: the one place their secrets are decrypted.</summary>
internal sealed class ThingDesk(OutboundHttp outbound, SecretProtector protector, SensingOptions options, TimeProvider time)
{
    /// <summary>The purpose the secrets of things are protected with.</summary>
    public const string Purpose = "thing-secret";

    /// <summary>For people, who wait longer, and for listening.</summary>
    public ThingClient Client { get; } = new(outbound, new ThingLimits(), time);

    /// <summary>For looking whether a thing answers.</summary>
    public ThingClient Prober { get; } = new(outbound, new ThingLimits { Answer = options.Patience }, time);

    /// <exception cref="FaultException">The secret cannot be read with this installation's keys.</exception>
    public ThingSecrets SecretsOf(KnownThing thing)
    {
        var secret = thing.Source?.ProtectedSecret is { } kept ? protector.Unprotect(Purpose, kept) : null;
        return thing.Source?.Username is { } username ? new ThingSecrets(username, secret) : new ThingSecrets(token: secret);
    }
}
