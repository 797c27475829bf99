namespace Vedette.Contracts.Identity;

/// <summary>A way to reach somebody.</summary>
/// <param name="Type"><c>email</c>, <c>sms</c>, <c>telegram</c> or <c>webhook</c>.</param>
/// <param name="Value">The address: an e-mail address, an E.164 number, a chat id or name, an https URL.</param>
public sealed record Contact(string Type, string Value);
