namespace Vedette.Simulator.Onvif;

/// <summary>What real devices do wrong, one bit each.</summary>
[Flags]
public enum OnvifQuirks
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Writes addresses with a host nobody can reach, as behind address translation.</summary>
    WrongHost = 1 << 0,

    /// <summary>Writes addresses without a host: <c>http:///onvif/…</c>.</summary>
    NoHost = 1 << 1,

    /// <summary>Writes addresses with a port nobody listens on.</summary>
    WrongPort = 1 << 2,

    /// <summary>Writes addresses with https although it has none.</summary>
    WrongScheme = 1 << 3,

    /// <summary>Hands out a subscription as <c>urn:uuid:…</c>, not as a place.</summary>
    UrnAddress = 1 << 4,

    /// <summary>Knows subscriptions only by a reference parameter that has to come back as a header.</summary>
    ReferenceParameters = 1 << 5,

    /// <summary>Takes no event request without WS-Addressing headers, and none whose To is not the address it wrote.</summary>
    NeedsAddressing = 1 << 6,

    /// <summary>Refuses requests with WS-Addressing headers.</summary>
    RefusesAddressing = 1 << 7,

    /// <summary>Refuses requests whose Content-Type names no action.</summary>
    NeedsActionInContentType = 1 << 8,

    /// <summary>Refuses termination times that are durations.</summary>
    RefusesDurations = 1 << 9,

    /// <summary>Refuses to be told any initial termination time.</summary>
    RefusesTerminationTime = 1 << 10,

    /// <summary>Does not know Renew.</summary>
    NoRenew = 1 << 11,

    /// <summary>Answers with termination times that are past.</summary>
    PastTermination = 1 << 12,

    /// <summary>Ends the connection when a pull finds nothing.</summary>
    ClosesEmptyPulls = 1 << 13,

    /// <summary>Never says that motion is over.</summary>
    ForgetsMotionEnd = 1 << 14,

    /// <summary>Tells the time only to those who sign in.</summary>
    ClockNeedsPassword = 1 << 15,

    /// <summary>Has no GetServices, only GetCapabilities.</summary>
    OnlyCapabilities = 1 << 16,

    /// <summary>Has Media2, not Media, and codes in H.265.</summary>
    OnlyMedia2 = 1 << 17,

    /// <summary>Announces Media2 and answers every request to it with a fault.</summary>
    BrokenMedia2 = 1 << 18,

    /// <summary>Takes moves only without a time-out.</summary>
    RefusesMoveTimeout = 1 << 19,

    /// <summary>Judges sign-ins by a clock other than the one it tells.</summary>
    TwoClocks = 1 << 20,
}
