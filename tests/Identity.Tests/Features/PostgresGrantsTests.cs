namespace Vedette.Identity.Tests.Features;

public sealed class PostgresGrantsTests(PostgresDesk desk) : GrantsContract(desk), IClassFixture<PostgresDesk>;
