using Vedette.Foundation;

namespace Vedette.Identity.Features;

/// <summary>What was made.</summary>
internal sealed record CreatedView(UserId Id);
