using System.Data.Common;
using System.Globalization;
using Dapper;
using Vedette.Foundation;
using Vedette.Identity.Domain;
using Vedette.Platform.Storage;

namespace Vedette.Identity.Storage;

/// <summary>The administrators' list of users: filtered, searched, ordered, a page at a time.</summary>
internal sealed class UserList(Database<IdentityModule> database)
{
    /// <summary>A user in the list, with what the order compares.</summary>
    internal sealed record Entry(User User, IReadOnlyList<Contact> Contacts, int Grants, bool SecondFactor, string Key);

    /// <summary>The users after the one with that key and id.</summary>
    public Task<IReadOnlyList<Entry>> ListAsync(
        UserFilter filter,
        UserOrderKey order,
        bool descending,
        (string Key, Guid Id)? after,
        int count,
        CancellationToken cancellation)
    {
        var (column, isNumber) = ColumnOf(order);
        var conditions = new Conditions()
            .When(filter.Role is not null, "' ' || roles || ' ' like @role")
            .When(filter.Active is not null, "enabled = @Active")
            .When(filter.Search is not null, """search_key like @search escape '\'""")
            .When(after is not null, $"({column}, id) {(descending ? "<" : ">")} (@key, @id)");
        var direction = descending ? "desc" : "asc";
        return database.ReadAsync<IReadOnlyList<Entry>>(
            async connection =>
            {
                var users = (await connection.QueryAsync<UserRow>(new CommandDefinition(
                    $"select {UserRow.Columns} from users {conditions} order by {column} {direction}, id {direction} limit @count",
                    new
                    {
                        role = $"% {filter.Role} %",
                        filter.Active,
                        search = Pattern(filter.Search),
                        key = isNumber ? NumberOf(after?.Key) : (object?)after?.Key,
                        id = after?.Id,
                        count,
                    },
                    cancellationToken: cancellation))).Select(row => row.ToUser()).ToList();
                return await CompleteAsync(connection, users, user => KeyOf(user, order), cancellation);
            },
            cancellation);
    }

    /// <summary>One user, as the list would show it.</summary>
    public Task<Entry?> FindAsync(UserId id, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection =>
            {
                var row = await connection.QuerySingleOrDefaultAsync<UserRow>(new CommandDefinition(
                    $"select {UserRow.Columns} from users where id = @id", new { id }, cancellationToken: cancellation));
                return row is null ? null : (await CompleteAsync(connection, [row.ToUser()], _ => "", cancellation))[0];
            },
            cancellation);

    private static async Task<IReadOnlyList<Entry>> CompleteAsync(
        DbConnection connection, IReadOnlyList<User> users, Func<User, string> key, CancellationToken cancellation)
    {
        var ids = UuidSet.Of(users.Select(user => user.Id));
        var contacts = (await connection.QueryAsync<ContactRow>(new CommandDefinition(
            $"select {ContactRow.Columns} from contacts where user_id in @ids order by place", new { ids }, cancellationToken: cancellation)))
            .ToLookup(row => row.UserId, row => row.ToContact());
        var grants = (await connection.QueryAsync<GrantCount>(new CommandDefinition(
            "select user_id, count(*) as grants from grants where user_id in @ids group by user_id", new { ids }, cancellationToken: cancellation)))
            .ToDictionary(row => row.UserId, row => row.Grants);
        var secondFactors = (await connection.QueryAsync<HolderRow>(new CommandDefinition(
            "select user_id from second_factors where user_id in @ids and confirmed_at is not null", new { ids }, cancellationToken: cancellation)))
            .Select(row => row.UserId).ToHashSet();
        return
        [
            .. users.Select(user => new Entry(
                user, [.. contacts[user.Id]], (int)grants.GetValueOrDefault(user.Id), secondFactors.Contains(user.Id), key(user))),
        ];
    }

    private static (string Column, bool IsNumber) ColumnOf(UserOrderKey order) => order switch
    {
        UserOrderKey.Username => ("sign_in_name", false),
        UserOrderKey.Name => ("name_key", false),
        UserOrderKey.Email => ("coalesce(email_key, '')", false),
        UserOrderKey.CreatedAt => ("created_at", true),
        UserOrderKey.LastSignInAt => ("coalesce(last_sign_in_at, 0)", true),
    };

    private static string KeyOf(User user, UserOrderKey order) => order switch
    {
        UserOrderKey.Username => User.SignInName(user.Username),
        UserOrderKey.Name => UserRow.NameKeyOf(user),
        UserOrderKey.Email => user.Email is null ? "" : EmailAddress.Key(user.Email),
        UserOrderKey.CreatedAt => Text(user.CreatedAt),
        UserOrderKey.LastSignInAt => user.LastSignInAt is { } at ? Text(at) : "0",
    };

    private static string Text(DateTimeOffset at) => at.ToUnixMicroseconds().ToString(CultureInfo.InvariantCulture);

    // Not a number, not one of our cursors: nothing comes after it.
    private static long NumberOf(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;

    private static string Pattern(string? search) =>
        $"%{(search ?? "").ToLowerInvariant().Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%";

    // With properties, for SQLite does not know the type of a count before there is one.
    private sealed record GrantCount
    {
        public UserId UserId { get; init; }

        public long Grants { get; init; }
    }

    private sealed record HolderRow(UserId UserId);
}
