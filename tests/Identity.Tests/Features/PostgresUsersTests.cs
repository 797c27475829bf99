namespace Vedette.Identity.Tests.Features;

public sealed class PostgresUsersTests(PostgresDesk desk) : UsersContract(desk), IClassFixture<PostgresDesk>;
