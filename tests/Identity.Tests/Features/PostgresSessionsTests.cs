namespace Vedette.Identity.Tests.Features;

public sealed class PostgresSessionsTests(PostgresDesk desk) : SessionsContract(desk), IClassFixture<PostgresDesk>;
