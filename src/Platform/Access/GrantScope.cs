namespace Vedette.Platform.Access;

/// <summary>How far a grant reaches.</summary>
public enum GrantScope
{
    /// <summary>Every place there is and will be.</summary>
    Everywhere,

    /// <summary>One property with all its rooms.</summary>
    Property,

    /// <summary>One room.</summary>
    Room,
}
