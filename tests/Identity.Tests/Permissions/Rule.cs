using Vedette.Platform.Access;

namespace Vedette.Identity.Tests.Permissions;

/// <summary>Who may use an endpoint, as a line of <c>rules.txt</c> says.</summary>
/// <param name="Kind">How it is decided.</param>
/// <param name="Right">The right it takes, where it takes one.</param>
internal sealed record Rule(RuleKind Kind, Right? Right)
{
    public static Rule Parse(string text) => text.Split(' ') switch
    {
        ["open"] => new Rule(RuleKind.Open, null),
        ["signed-in"] => new Rule(RuleKind.SignedIn, null),
        ["administrator"] => new Rule(RuleKind.Administrator, null),
        ["seen", "there"] => new Rule(RuleKind.SeenThere, null),
        [var right, "of-property"] => new Rule(RuleKind.OfProperty, Enum.Parse<Right>(right, ignoreCase: true)),
        [var right, "somewhere"] => new Rule(RuleKind.Somewhere, Enum.Parse<Right>(right, ignoreCase: true)),
        [var right, "there"] => new Rule(RuleKind.There, Enum.Parse<Right>(right, ignoreCase: true)),
        _ => throw new FormatException($"'{text}' is no rule."),
    };

    /// <summary>What somebody gets: null for the same answer as an administrator.</summary>
    public int? RefusalOf(Person person) => Kind switch
    {
        RuleKind.Open => null,
        _ when !person.IsSignedIn => 401,
        RuleKind.SignedIn => null,
        _ when person.Caller.IsAdministrator => null,
        RuleKind.Administrator => 403,
        RuleKind.SeenThere => person.Sees ? null : 404,
        RuleKind.Somewhere => person.Has(Right!.Value) || person.HasElsewhere(Right.Value) ? null : 403,
        RuleKind.OfProperty => person.HasElsewhere(Right!.Value) && !person.Sees ? 404 : 403,
        _ => person.Has(Right!.Value) ? null : !person.Sees && person.HasElsewhere(Right.Value) ? 404 : 403,
    };
}
