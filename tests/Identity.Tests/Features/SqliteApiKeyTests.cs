namespace Vedette.Identity.Tests.Features;

public sealed class SqliteApiKeyTests(SqliteDesk desk) : ApiKeyContract(desk), IClassFixture<SqliteDesk>;
