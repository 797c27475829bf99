namespace Vedette.Media.Onvif;

/// <summary>What a message says about a property (ONVIF Core section 9.4.4, PropertyOperation).</summary>
public enum OnvifOperation
{
    /// <summary>It says nothing: a plain event.</summary>
    None,

    /// <summary>How things are at the time of subscribing, or when asked for it.</summary>
    Initialized,

    /// <summary>They changed.</summary>
    Changed,

    /// <summary>The property is no more.</summary>
    Deleted,
}
