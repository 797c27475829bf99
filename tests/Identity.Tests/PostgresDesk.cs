using Vedette.Platform.Storage;

namespace Vedette.Identity.Tests;

public sealed class PostgresDesk() : DeskFixture(Dialect.Postgres);
