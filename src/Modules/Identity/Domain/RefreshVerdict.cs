namespace Vedette.Identity.Domain;

internal enum RefreshVerdict
{
    /// <summary>Unknown, expired, or of a sign-in that has ended.</summary>
    Invalid,

    /// <summary>Used before: the sign-in must end.</summary>
    Reused,

    Good,
}
