using Vedette.Media.Units;

namespace Vedette.Streams.Viewing;

/// <summary>The beginning of a run or of other parameters.</summary>
/// <param name="Format">What is shown from here on.</param>
/// <param name="InitSection">The file's start a player needs first.</param>
internal sealed record LiveStart(StreamFormat Format, byte[] InitSection);
