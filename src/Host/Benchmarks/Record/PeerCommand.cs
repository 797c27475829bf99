namespace Vedette.Host.Benchmarks.Record;

/// <summary>How a process of a peer is started.</summary>
/// <param name="Program">What to run.</param>
/// <param name="Arguments">With what.</param>
/// <param name="Cameras">Whom it records: each writes files that begin with its name, <c>cam1</c>, <c>cam2</c> and so on.</param>
internal sealed record PeerCommand(string Program, IReadOnlyList<string> Arguments, IReadOnlyList<int> Cameras);
