namespace Vedette.Platform.Access;

/// <summary>Why something that goes on by itself has to stop.</summary>
public enum AccessEnd
{
    /// <summary>Its token has expired and no newer one came.</summary>
    Expired,

    /// <summary>The right was taken or its time is over, the user was switched off, or the sign-in was ended.</summary>
    Taken,
}
