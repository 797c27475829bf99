namespace Vedette.Identity.Tests.Features;

public sealed class SqliteSecondFactorTests(SqliteDesk desk) : SecondFactorContract(desk), IClassFixture<SqliteDesk>;
