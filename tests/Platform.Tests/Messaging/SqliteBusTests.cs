using Vedette.Platform.Storage;

namespace Vedette.Platform.Tests.Messaging;

public sealed class SqliteBusTests() : BusContract(Dialect.Sqlite);
