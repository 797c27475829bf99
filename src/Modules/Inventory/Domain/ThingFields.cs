namespace Vedette.Inventory.Domain;

/// <summary>Where a thing is, in the words of who asks for it, not judged yet.</summary>
internal sealed record ThingFields(string? Url, string? Username, string? Password, string? Token)
{
    // A record's generated text would show the secrets.
    public override string ToString() => nameof(ThingFields);
}
