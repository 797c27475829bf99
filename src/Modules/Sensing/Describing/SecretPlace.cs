namespace Vedette.Sensing.Describing;

/// <summary>Where in a request a secret goes (<c>in</c>).</summary>
internal enum SecretPlace
{
    Header,
    Query,
    Body,
    Cookie,

    /// <summary>A variable of the address.</summary>
    Uri,

    /// <summary>Left to the protocol.</summary>
    Auto,
}
