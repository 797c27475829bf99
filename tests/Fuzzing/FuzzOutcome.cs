using System.Globalization;

namespace Vedette.Fuzzing;

/// <summary>What a run did.</summary>
/// <param name="Target">The target's name.</param>
/// <param name="Executions">Inputs read.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Inputs">Inputs that reached something new, seeds included.</param>
/// <param name="Blocks">Blocks of code reached.</param>
/// <param name="Faults">Different faults found.</param>
public sealed record FuzzOutcome(string Target, long Executions, double Seconds, int Inputs, int Blocks, int Faults)
{
    /// <summary>One line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Target}: {Executions} executions in {Seconds:0.0} s ({Executions / Math.Max(Seconds, 0.001):0}/s), {Inputs} inputs, {Blocks} blocks, {Faults} faults");
}
