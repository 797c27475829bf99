using Vedette.Platform.Storage;

namespace Vedette.Inventory.Tests.Storage;

public sealed class SqliteStoreTests() : StoreContract(Dialect.Sqlite);
