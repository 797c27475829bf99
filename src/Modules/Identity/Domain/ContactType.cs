namespace Vedette.Identity.Domain;

/// <summary>How somebody can be told something.</summary>
internal enum ContactType
{
    Email,
    Sms,
    Telegram,
    Webhook,
}
