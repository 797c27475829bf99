namespace Vedette.Streams.Domain;

/// <summary>How much a piece of advice matters.</summary>
internal enum AdviceSeverity
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>Something works less well than it could.</summary>
    Warning,

    /// <summary>There are no pictures, or they are spoilt.</summary>
    Serious,
}
