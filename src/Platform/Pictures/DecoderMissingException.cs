using Vedette.Foundation;

namespace Vedette.Platform.Pictures;

/// <summary>The decoder is not installed.</summary>
/// <param name="program">The program that was looked for.</param>
/// <param name="innerException">What the system said.</param>
public sealed class DecoderMissingException(string program, Exception innerException)
    : FaultException(FaultKind.ChildProcess, $"Pictures cannot be decoded: the program {program} is not installed.", innerException: innerException);
