namespace Vedette.Identity;

/// <summary>Where the operator reads what must not be in any log.</summary>
internal sealed record OperatorConsole(TextWriter Output);
