using Vedette.Platform.Storage;

namespace Vedette.Identity.Tests.External;

public sealed class PostgresHandOverTests() : HandOverContract(Dialect.Postgres);
