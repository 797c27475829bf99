namespace Vedette.Identity.Tests.Features;

public sealed class SqliteSessionsTests(SqliteDesk desk) : SessionsContract(desk), IClassFixture<SqliteDesk>;
