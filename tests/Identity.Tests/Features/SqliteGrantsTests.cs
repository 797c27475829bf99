namespace Vedette.Identity.Tests.Features;

public sealed class SqliteGrantsTests(SqliteDesk desk) : GrantsContract(desk), IClassFixture<SqliteDesk>;
