using Vedette.Platform.Storage;

namespace Vedette.Identity.Tests.Storage;

public sealed class PostgresStoreTests() : StoreContract(Dialect.Postgres);
