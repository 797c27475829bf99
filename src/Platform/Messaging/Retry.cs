namespace Vedette.Platform.Messaging;

/// <summary>How often an event that fails has been tried, and when it is tried again.</summary>
internal sealed record Retry(int Tries, DateTimeOffset Next)
{
    public const int MostTries = 5;

    /// <summary>Before the second try, the third, …</summary>
    private static readonly TimeSpan[] Delays =
        [TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20)];

    public static TimeSpan DelayAfter(int tries) => Delays[Math.Min(tries, Delays.Length) - 1];
}
