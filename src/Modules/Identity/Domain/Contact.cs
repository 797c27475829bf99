using System.Globalization;

namespace Vedette.Identity.Domain;

/// <summary>A way to tell somebody something. Only its shape is checked: nothing is sent to find out.</summary>
internal sealed record Contact(ContactType Type, string Value)
{
    /// <summary>What one user may have.</summary>
    public const int Most = 20;

    private const int MaxWebhook = 500;

    /// <summary>The type as it is written everywhere.</summary>
    public string TypeName => Type.ToString().ToLowerInvariant();

    /// <summary>Reads a list of contacts without its duplicates; each error is noted under <paramref name="field"/>.</summary>
    public static IReadOnlyList<Contact> ReadAll(IReadOnlyList<(string? Type, string? Value)> asked, string field, FieldErrors errors)
    {
        if (asked.Count > Most)
        {
            errors.Add(field, $"Must not be more than {Most}.");
            return [];
        }

        var contacts = new List<Contact>();
        foreach (var (place, (type, value)) in asked.Index())
        {
            var where = $"{field}[{place.ToString(CultureInfo.InvariantCulture)}]";
            if (TypeNamed(type) is not { } known)
            {
                errors.Add($"{where}.type", "Must be email, sms, telegram or webhook.");
                continue;
            }

            contacts.Add(new Contact(known, errors.Check($"{where}.value", Read(known, value?.Trim() ?? "", out var error), error)));
        }

        return [.. contacts.DistinctBy(contact => (contact.Type, contact.Type == ContactType.Webhook ? contact.Value : User.SignInName(contact.Value)))];
    }

    /// <summary>The type of that name, or null when there is none.</summary>
    public static ContactType? TypeNamed(string? name) => name switch
    {
        "email" => ContactType.Email,
        "sms" => ContactType.Sms,
        "telegram" => ContactType.Telegram,
        "webhook" => ContactType.Webhook,
        _ => null,
    };

    private static string Read(ContactType type, string value, out string? error)
    {
        switch (type)
        {
            case ContactType.Email:
                return EmailAddress.Read(value, out error);
            case ContactType.Sms:
                var number = value.Replace(" ", "", StringComparison.Ordinal);
                error = IsE164(number) ? null : "Must be a telephone number with its country, such as +34600111222.";
                return number;
            case ContactType.Telegram:
                error = IsChat(value) ? null : "Must be a Telegram chat's number or a name such as @guards.";
                return value;
            case ContactType.Webhook:
                error = IsWebhook(value) ? null : $"Must be an https address without a password in it, of at most {MaxWebhook} characters.";
                return value;
            default:
                throw new ArgumentOutOfRangeException(nameof(type));
        }
    }

    // ITU-T E.164: at most 15 digits, the first is not 0; fewer than 7 are nobody's number.
    private static bool IsE164(string number) =>
        number is ['+', not '0', ..] and { Length: >= 8 and <= 16 } && number.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    // Chats have numbers, those of groups are negative; public ones and people may have a name of 5 to 32 characters.
    private static bool IsChat(string chat) =>
        chat is ['@', var first, ..]
            ? chat.Length is >= 6 and <= 33 && char.IsAsciiLetter(first) && chat.Skip(1).All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
            : chat.Length <= 20 && long.TryParse(chat, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) && id != 0 && chat[0] != '+';

    private static bool IsWebhook(string text) =>
        text.Length <= MaxWebhook && !text.Any(char.IsControl)
        && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url.UserInfo.Length == 0 && url.Fragment.Length == 0;
}
