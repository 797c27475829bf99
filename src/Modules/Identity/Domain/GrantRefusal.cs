namespace Vedette.Identity.Domain;

/// <summary>Why grants are not given.</summary>
internal enum GrantRefusal
{
    NoSuchUser,
    NoSuchPlace,
    RoleNeeded,
    TooMany,
}
