namespace Vedette.Identity.Tests.Permissions;

internal enum RuleKind
{
    /// <summary>Whoever asks.</summary>
    Open,

    /// <summary>Whoever is signed in: their own things, or lists that hold what they may see.</summary>
    SignedIn,

    /// <summary>Administrators.</summary>
    Administrator,

    /// <summary>Who has any right where the named place or device is; for others it does not exist.</summary>
    SeenThere,

    /// <summary>Who has the right at some place.</summary>
    Somewhere,

    /// <summary>Who has the right on the whole property, not on a room of it only; nobody of those who try has.</summary>
    OfProperty,

    /// <summary>Who has the right where the named device is; for who sees nothing there it does not exist.</summary>
    There,
}
