namespace Vedette.Identity.Domain;

/// <summary>What shall be different about a user; what is null stays. An empty e-mail address takes it away.</summary>
internal sealed record UserChange(string? Username, string? Email, string? FirstName, string? LastName, IReadOnlyList<string>? Roles, bool? Active)
{
    /// <summary>Reads a change; <paramref name="errors"/> says per field what is wrong.</summary>
    public static UserChange Read(
        string? username,
        string? email,
        string? firstName,
        string? lastName,
        IReadOnlyList<string>? roles,
        bool? active,
        FieldErrors errors) =>
        new(
            username is null ? null : errors.Check("username", Domain.Username.Read(username, out var usernameError), usernameError),
            string.IsNullOrWhiteSpace(email) ? email?.Trim() : errors.Check("email", EmailAddress.Read(email, out var emailError), emailError),
            firstName is null ? null : errors.Check("firstName", PersonName.Read(firstName, out var firstNameError), firstNameError),
            lastName is null ? null : errors.Check("lastName", PersonName.Read(lastName, out var lastNameError), lastNameError),
            roles is null ? null : errors.Check("roles", RoleNames.Read(roles, out var rolesError), rolesError),
            active);

    public User Apply(User user) => user with
    {
        Username = Username ?? user.Username,
        Email = Email is null ? user.Email : Email.Length == 0 ? null : Email,
        FirstName = FirstName ?? user.FirstName,
        LastName = LastName ?? user.LastName,
        Roles = Roles is null || Roles.SequenceEqual(user.Roles) ? user.Roles : Roles,
        Enabled = Active ?? user.Enabled,
        // A service proves itself by a key; a password it had would be a second door.
        PasswordHash = RoleNames.IsService(Roles ?? user.Roles) ? null : user.PasswordHash,
    };

    /// <summary>In words, what is different between the two; empty when nothing is.</summary>
    public static string Describe(User before, User after)
    {
        var parts = new List<string>();
        Note("username", before.Username, after.Username);
        Note("e-mail", before.Email ?? "none", after.Email ?? "none");
        Note("first name", before.FirstName, after.FirstName);
        Note("last name", before.LastName, after.LastName);
        Note("roles", string.Join(' ', before.Roles), string.Join(' ', after.Roles));
        Note("active", before.Enabled ? "yes" : "no", after.Enabled ? "yes" : "no");
        return string.Join("; ", parts);

        void Note(string what, string from, string to)
        {
            if (from != to)
            {
                parts.Add($"{what}: {from} → {to}");
            }
        }
    }

    /// <summary>Whether the two may do the same things under the same name.</summary>
    public static bool SameAccess(User before, User after) =>
        before.Username == after.Username && before.Enabled == after.Enabled && before.Roles.SequenceEqual(after.Roles);

    /// <summary>Whether nobody may go on as that user: switched off, or made a program.</summary>
    public static bool MustSignInAgain(User before, User after) =>
        (before.Enabled && !after.Enabled) || (!RoleNames.IsService(before.Roles) && RoleNames.IsService(after.Roles));

    public static bool IsActiveAdministrator(User user) => user.Enabled && user.Roles.Contains(Platform.Access.Roles.Administrator);
}
