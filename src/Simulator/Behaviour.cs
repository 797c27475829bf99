namespace Vedette.Simulator;

/// <summary>What a camera is told to do.</summary>
/// <param name="Kind">How to behave.</param>
/// <param name="Duration">For how long, then normally again; null means until told otherwise.</param>
/// <param name="EveryNth">For <see cref="BehaviourKind.Loss"/>: which packets to leave out, at least 2.</param>
public sealed record Behaviour(BehaviourKind Kind, TimeSpan? Duration = null, int EveryNth = 50)
{
    /// <summary>As a good camera does.</summary>
    public static Behaviour Normal { get; } = new(BehaviourKind.Normal);

    /// <summary>Whether connections that stand are closed when this begins.</summary>
    internal bool ClosesConnections => Kind is BehaviourKind.Drop or BehaviourKind.Refuse or BehaviourKind.Unavailable
        or BehaviourKind.WrongPassword or BehaviourKind.NotFound or BehaviourKind.NoVideo;

    /// <summary>Whether it is over as soon as it has happened.</summary>
    internal bool IsMomentary => Duration is null && Kind is BehaviourKind.Drop or BehaviourKind.TimeJump;
}
