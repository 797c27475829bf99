namespace Vedette.Identity.Domain;

/// <summary>How a list of users is ordered.</summary>
internal enum UserOrderKey
{
    Username,
    Name,
    Email,
    CreatedAt,
    LastSignInAt,
}
