namespace Vedette.Identity.Tests.Features;

public sealed class PostgresSecondFactorTests(PostgresDesk desk) : SecondFactorContract(desk), IClassFixture<PostgresDesk>;
