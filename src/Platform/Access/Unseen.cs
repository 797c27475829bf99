using Microsoft.AspNetCore.Http;

namespace Vedette.Platform.Access;

/// <summary>Left on a request that is refused because the caller may not even know of what it asks for: the answer it gets instead of 403.</summary>
internal sealed record Unseen(IResult Answer);
