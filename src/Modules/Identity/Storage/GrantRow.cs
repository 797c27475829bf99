using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Platform.Access;

namespace Vedette.Identity.Storage;

/// <summary>A grant as the table has it.</summary>
internal sealed record GrantRow(
    Guid Id,
    UserId UserId,
    string Kind,
    string Scope,
    Guid? PlaceId,
    string Rights,
    DateTimeOffset? FromAt,
    DateTimeOffset? UntilAt)
{
    public const string Given = "given";

    public const string Ownership = "ownership";

    public const string Columns = "id, user_id, kind, scope, place_id, rights, from_at, until_at";

    /// <summary>Those of a user that have not ended: what a token says.</summary>
    public const string SelectOpenOf = $"select {Columns} from grants where user_id = @id and (until_at is null or until_at > @at) order by id";

    public GivenGrant ToGiven() => new(
        Id,
        UserId,
        Kind == Ownership,
        new GrantDraft(
            RightNames.ReadScope(Scope) ?? throw new InvalidOperationException($"{Scope} is no scope."),
            PlaceId,
            RightNames.Read(Rights.Split(' ')) ?? throw new InvalidOperationException($"{Rights} are no rights."),
            FromAt,
            UntilAt));

    public Grant ToGrant() => ToGiven().ToGrant();
}
