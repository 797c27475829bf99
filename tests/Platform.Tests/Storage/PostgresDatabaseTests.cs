using Vedette.Platform.Storage;

namespace Vedette.Platform.Tests.Storage;

public sealed class PostgresDatabaseTests() : DatabaseContract(Dialect.Postgres);
