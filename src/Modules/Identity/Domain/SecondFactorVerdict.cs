namespace Vedette.Identity.Domain;

/// <summary>What became of a code.</summary>
/// <param name="IsGood">Whether it was right, and now is spent.</param>
/// <param name="Wait">How long no code of the app is looked at any more, when there were too many wrong ones.</param>
internal readonly record struct SecondFactorVerdict(bool IsGood, TimeSpan? Wait = null);
