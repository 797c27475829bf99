using Vedette.Platform.Storage;

namespace Vedette.Identity.Tests.Features;

public sealed class PostgresSecondFactorTests() : SecondFactorContract(Dialect.Postgres);
