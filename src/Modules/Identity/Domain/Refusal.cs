namespace Vedette.Identity.Domain;

/// <summary>Why something that was asked for correctly is not done.</summary>
internal enum Refusal
{
    NotFound,
    NameTaken,
    EmailTaken,
    LastAdministrator,
    OwnsProperties,
    ServiceHasNoPassword,
}
