using Vedette.Contracts.Recording;

namespace Vedette.Recording.Coverage;

/// <summary>What one cause cost on one day.</summary>
/// <param name="Cause">Why there is no footage.</param>
/// <param name="Length">How long in all.</param>
/// <param name="Count">How many gaps.</param>
internal sealed record GapTotal(GapCause Cause, TimeSpan Length, int Count);
