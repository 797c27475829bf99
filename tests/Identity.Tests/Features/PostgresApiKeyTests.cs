namespace Vedette.Identity.Tests.Features;

public sealed class PostgresApiKeyTests(PostgresDesk desk) : ApiKeyContract(desk), IClassFixture<PostgresDesk>;
