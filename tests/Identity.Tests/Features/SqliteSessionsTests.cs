using Vedette.Platform.Storage;

namespace Vedette.Identity.Tests.Features;

public sealed class SqliteSessionsTests() : SessionsContract(Dialect.Sqlite);
