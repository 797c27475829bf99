namespace Vedette.Identity.Tests.Features;

public sealed class SqliteUsersTests(SqliteDesk desk) : UsersContract(desk), IClassFixture<SqliteDesk>;
