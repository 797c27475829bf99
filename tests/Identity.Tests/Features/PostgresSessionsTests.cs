using Vedette.Platform.Storage;

namespace Vedette.Identity.Tests.Features;

public sealed class PostgresSessionsTests() : SessionsContract(Dialect.Postgres);
