using Vedette.Platform.Storage;

namespace Vedette.Inventory.Tests.Storage;

public sealed class PostgresStoreTests() : StoreContract(Dialect.Postgres);
