using Vedette.Platform.Storage;

namespace Vedette.Identity.Tests.Storage;

public sealed class SqliteStoreTests() : StoreContract(Dialect.Sqlite);
