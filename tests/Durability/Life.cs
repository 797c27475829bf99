using System.Globalization;

namespace Vedette.Durability;

/// <summary>What one life of the recorder is started with.</summary>
/// <param name="Data">Its data directory, which outlives it.</param>
/// <param name="Start">What its clock shows at the start.</param>
/// <param name="Cameras">How many cameras there are.</param>
/// <param name="Encrypts">Whether footage is encrypted.</param>
/// <param name="Seed">Of the cameras' whims.</param>
internal sealed record Life(string Data, DateTimeOffset Start, int Cameras, bool Encrypts, int Seed)
{
    public const double Speed = 8;
    public const string Command = "live";

    /// <summary>The file with what earlier lives said was recorded.</summary>
    public string Promises => Path.Combine(Data, "promises");

    public IEnumerable<string> ToArguments() =>
        [Command, Data, Start.UtcTicks.ToString(CultureInfo.InvariantCulture), $"{Cameras}", $"{Encrypts}", $"{Seed}"];

    public static Life Parse(IReadOnlyList<string> arguments) => new(
        arguments[1],
        new DateTimeOffset(long.Parse(arguments[2], CultureInfo.InvariantCulture), TimeSpan.Zero),
        int.Parse(arguments[3], CultureInfo.InvariantCulture),
        bool.Parse(arguments[4]),
        int.Parse(arguments[5], CultureInfo.InvariantCulture));
}
