using Vedette.Platform.Storage;

namespace Vedette.Platform.Tests.Storage;

public sealed class SqliteDatabaseTests() : DatabaseContract(Dialect.Sqlite);
