namespace Vedette.Recording.Settings;

/// <summary>Keeping times for a purpose.</summary>
/// <param name="Code">In kebab-case; kept for ever, because policies name it.</param>
/// <param name="Continuous">Of ordinary footage.</param>
/// <param name="Motion">Of footage with motion.</param>
/// <param name="Incident">Of footage that belongs to an incident.</param>
internal sealed record RetentionTemplate(string Code, KeepingTime Continuous, KeepingTime Motion, KeepingTime Incident)
{
    /// <summary>The one new cameras get unless the settings name another.</summary>
    public const string Initial = "home";

    /// <summary>All of them; what each is for is in docs/retention.md.</summary>
    public static IReadOnlyList<RetentionTemplate> All { get; } =
    [
        new("until-full", new(0, null), new(0, null), new(0, null)),
        new("public-space", new(0, 3), new(0, 3), new(0, 30)),
        new("home", new(0, 7), new(0, 30), new(0, 365)),
        new("shop", new(7, 14), new(7, 30), new(30, 365)),
        new("company", new(30, 30), new(30, 60), new(90, 365)),
        new("cold-chain", new(90, 180), new(90, 180), new(365, 1095)),
    ];

    public static RetentionTemplate? Find(string code) => All.FirstOrDefault(template => template.Code == code);

    /// <summary>The policy with these times and otherwise <paramref name="policy"/>'s choices.</summary>
    public CameraPolicy Apply(CameraPolicy policy) =>
        policy with { Template = Code, Continuous = Continuous, Motion = Motion, Incident = Incident };
}
