using Vedette.Platform.Access;

namespace Vedette.Identity.Tests.Permissions;

/// <summary>A column of the matrix.</summary>
/// <param name="Name">As the page says it.</param>
/// <param name="Caller">Whose token is shown.</param>
internal sealed record Person(string Name, Caller Caller)
{
    /// <summary>The rights held where the walked devices are.</summary>
    public Rights Here { get; init; }

    /// <summary>The rights held at another place.</summary>
    public Rights Elsewhere { get; init; }

    public bool IsSignedIn { get; init; } = true;

    /// <summary>System sees the inventory whatever was granted.</summary>
    public bool Sees => (Here & Rights.OfPlaces) != 0 || Caller.Roles.Contains(Roles.System);

    public bool Has(Right right) => (Here & (Rights)(1 << (int)right)) != 0;

    public bool HasElsewhere(Right right) => (Elsewhere & (Rights)(1 << (int)right)) != 0;
}
