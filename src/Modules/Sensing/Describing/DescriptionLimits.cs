namespace Vedette.Sensing.Describing;

/// <summary>How large a description may be. What is larger is none, whoever made it.</summary>
internal static class DescriptionLimits
{
    /// <summary>In bytes.</summary>
    public const int Size = 1024 * 1024;

    /// <summary>Levels of objects and lists in one another.</summary>
    public const int Depth = 64;

    /// <summary>Properties, actions and events together.</summary>
    public const int Affordances = 500;

    /// <summary>Of one affordance: things name every address they have once for every kind of content.</summary>
    public const int FormsEach = 200;

    /// <summary>Data schemas, each that stands within another counted.</summary>
    public const int Schemas = 10_000;

    public const int SecurityDefinitions = 50;

    /// <summary>In characters, of the name of an affordance.</summary>
    public const int Name = 200;
}
