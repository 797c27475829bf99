using Vedette.Platform.Storage;

namespace Vedette.Identity.Tests;

public sealed class SqliteDesk() : DeskFixture(Dialect.Sqlite);
