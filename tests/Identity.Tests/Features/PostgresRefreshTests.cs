using Vedette.Platform.Storage;

namespace Vedette.Identity.Tests.Features;

public sealed class PostgresRefreshTests() : RefreshContract(Dialect.Postgres);
