namespace Vedette.Media.Onvif;

/// <summary>Why a device cannot be asked by ONVIF.</summary>
public enum OnvifCause
{
    /// <summary>Nothing answers at the address, or not in time.</summary>
    Unreachable,

    /// <summary>The device refuses the connection, or the request.</summary>
    Refused,

    /// <summary>The user name or the password is not accepted, or there is none and one is asked for.</summary>
    WrongPassword,

    /// <summary>Something answers, but not an ONVIF service.</summary>
    NotOnvif,

    /// <summary>The address is one that no camera may have: a refusal of our own.</summary>
    NotAllowed,

    /// <summary>The sign-in is refused and the device's clock is far from ours, which is the likely reason.</summary>
    ClockSkew,
}
