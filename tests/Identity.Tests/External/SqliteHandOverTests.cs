using Vedette.Platform.Storage;

namespace Vedette.Identity.Tests.External;

public sealed class SqliteHandOverTests() : HandOverContract(Dialect.Sqlite);
