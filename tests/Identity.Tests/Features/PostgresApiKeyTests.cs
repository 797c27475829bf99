using Vedette.Platform.Storage;

namespace Vedette.Identity.Tests.Features;

public sealed class PostgresApiKeyTests() : ApiKeyContract(Dialect.Postgres);
