using Vedette.Platform.Storage;

namespace Vedette.Identity.Tests.Features;

public sealed class SqliteApiKeyTests() : ApiKeyContract(Dialect.Sqlite);
