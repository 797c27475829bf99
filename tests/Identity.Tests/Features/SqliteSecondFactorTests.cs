using Vedette.Platform.Storage;

namespace Vedette.Identity.Tests.Features;

public sealed class SqliteSecondFactorTests() : SecondFactorContract(Dialect.Sqlite);
