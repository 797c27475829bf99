namespace Vedette.Foundation;

/// <summary>The world failed: a disk, a database, a peer. Bugs are other exceptions; expected outcomes are results.</summary>
public class FaultException : Exception
{
    /// <summary>Creates the fault with words a user can act on.</summary>
    public FaultException(FaultKind kind, string message, bool isTransient = false, Exception? innerException = null)
        : base(message, innerException) =>
        (Kind, IsTransient) = (kind, isTransient);

    /// <summary>In which part of the world it failed.</summary>
    public FaultKind Kind { get; }

    /// <summary>Whether trying again later may help without anybody changing anything.</summary>
    public bool IsTransient { get; }
}
