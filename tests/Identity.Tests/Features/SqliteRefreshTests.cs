using Vedette.Platform.Storage;

namespace Vedette.Identity.Tests.Features;

public sealed class SqliteRefreshTests() : RefreshContract(Dialect.Sqlite);
