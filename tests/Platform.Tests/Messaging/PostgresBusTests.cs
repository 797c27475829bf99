using Vedette.Platform.Storage;

namespace Vedette.Platform.Tests.Messaging;

public sealed class PostgresBusTests() : BusContract(Dialect.Postgres);
