namespace Vedette.Recording.Footage;

/// <summary>Why footage is worth keeping. Several reasons may hold at once; none of them is ordinary continuous footage.</summary>
[Flags]
internal enum FootageClass
{
    Continuous = 0,

    /// <summary>Something moved, or was recognised.</summary>
    Motion = 1,

    /// <summary>It belongs to an incident.</summary>
    Incident = 2,
}
