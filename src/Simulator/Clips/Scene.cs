using System.Globalization;

namespace Vedette.Simulator.Clips;

/// <summary>A drawn place that a simulated camera looks at. Coordinates are in a picture of 1280 × 720.</summary>
/// <param name="Title">Burnt into the picture, before the clock.</param>
/// <param name="Sky">Colour at the top of the picture, as <c>0xRRGGBB</c>.</param>
/// <param name="Horizon">Colour at the bottom.</param>
/// <param name="Boxes">What stands still, back to front.</param>
/// <param name="Actors">What moves.</param>
internal sealed record Scene(string Title, string Sky, string Horizon, IReadOnlyList<Scene.Box> Boxes, IReadOnlyList<Scene.Actor> Actors)
{
    private const string Font = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf";
    private const string ClockFont = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf";
    private const string Person = "♟";

    /// <summary>The places, dealt to the cameras round robin.</summary>
    public static IReadOnlyList<Scene> All { get; } =
    [
        new("Yard", "0x0b1d3a", "0x3f5f86",
            [
                new(0, 430, 1280, 290, "0x3d4a3a"), new(0, 520, 1280, 120, "0x2b2d31"),
                new(60, 250, 330, 230, "0x6b4e3d"), new(110, 300, 80, 80, "0xf2d68a"), new(260, 330, 80, 150, "0x3a2a22"),
            ],
            [new(Person, 150, "0x14161a", 90, 455), new("▆▆▆▅", 90, "0xb23a32", -210, 500), new("●  ●", 50, "0x101010", -210, 575, 40)]),
        new("Entrance", "0x9fb7c9", "0xd8d2c4",
            [
                new(0, 560, 1280, 160, "0x8a7f72"), new(420, 120, 440, 440, "0xb9a58b"),
                new(500, 180, 280, 380, "0x234b3c"), new(735, 370, 22, 22, "0xd9b44a"), new(520, 570, 240, 40, "0x5b3f2f"),
            ],
            [new(Person, 260, "0x3b2c4a", 70, 400), new("♞", 90, "0x4a3524", -130, 600)]),
        new("Cold store", "0xdfeaf2", "0xa9c1d1",
            [
                new(0, 600, 1280, 120, "0x7f95a3"), new(80, 140, 240, 460, "0x5c7a8c"), new(400, 140, 240, 460, "0x5c7a8c"),
                new(720, 140, 240, 460, "0x5c7a8c"), new(80, 290, 880, 14, "0xe8eef2"), new(80, 440, 880, 14, "0xe8eef2"),
                new(1040, 220, 180, 380, "0x33505f"),
            ],
            [new(Person, 220, "0xe07b2a", 110, 455), new("❄", 60, "0xffffff", 45, 190), new("❄", 40, "0xffffff", -60, 330)]),
        new("Car park", "0x4c4f57", "0x8c8577",
            [
                new(0, 520, 1280, 200, "0x55524b"), new(90, 180, 300, 340, "0xc7c2b5"), new(490, 180, 300, 340, "0xc7c2b5"),
                new(890, 180, 300, 340, "0xc7c2b5"), new(0, 660, 1280, 16, "0xe0b93c"),
            ],
            [new("▆▆▆▆▅", 130, "0x2f6db2", 120, 500), new(Person, 130, "0x1c1c1c", -75, 560)]),
        new("Shop floor", "0xf0e6d6", "0xcbb79b",
            [
                new(0, 560, 1280, 160, "0xa48f72"), new(60, 260, 300, 300, "0x8d3f3f"), new(60, 330, 300, 12, "0xf0e6d6"),
                new(60, 420, 300, 12, "0xf0e6d6"), new(880, 380, 340, 180, "0x4d6b57"), new(960, 300, 120, 80, "0x222222"),
            ],
            [new(Person, 190, "0x2b3f6b", 95, 470), new(Person, 170, "0x7a2f55", -60, 500)]),
        new("Corridor", "0x2b2f36", "0x565c66",
            [
                new(0, 600, 1280, 120, "0x1f2227"), new(160, 220, 140, 380, "0x704f38"), new(570, 220, 140, 380, "0x704f38"),
                new(980, 220, 140, 380, "0x704f38"), new(340, 60, 200, 18, "0xf7f3da"), new(760, 60, 200, 18, "0xf7f3da"),
            ],
            [new(Person, 200, "0xd6d6d6", 130, 445)]),
    ];

    /// <summary>The filter graph that draws the scene: still picture, movement, sensor noise, title, clip clock and frame number.</summary>
    public string Filters(ClipShape shape)
    {
        var scale = shape.Height / 720.0;
        var filters = Boxes.Select(box => box.Filter(scale))
            .Concat(Actors.Select(actor => actor.Filter(scale)))
            .Append("noise=alls=6:allf=t")
            .Append(Label(Title + @"  %{pts\:hms}  %{frame_num}", scale));
        return string.Join(',', filters);
    }

    /// <summary>The source that paints sky and horizon.</summary>
    public string Source(ClipShape shape) => string.Create(
        CultureInfo.InvariantCulture,
        $"gradients=s={shape.Width}x{shape.Height}:c0={Sky}:c1={Horizon}:x0=0:y0=0:x1=0:y1={shape.Height}:n=2:speed=0.00001:r={shape.FrameRate}:d={shape.Seconds}");

    /// <summary>Top right: viewers put the camera's name top left and their controls at the bottom.</summary>
    private static string Label(string text, double scale) =>
        $"drawtext=fontfile={ClockFont}:text='{text}':fontsize={Pixels(34, scale)}:fontcolor=white:box=1:boxcolor=black@0.45"
        + $":boxborderw={Pixels(10, scale)}:x=w-tw-{Pixels(28, scale)}:y={Pixels(26, scale)}";

    private static string Pixels(double length, double scale) =>
        ((int)Math.Round(length * scale)).ToString(CultureInfo.InvariantCulture);

    /// <summary>A filled rectangle.</summary>
    internal sealed record Box(int X, int Y, int Width, int Height, string Colour)
    {
        public string Filter(double scale) =>
            $"drawbox=x={Pixels(X, scale)}:y={Pixels(Y, scale)}:w={Pixels(Width, scale)}:h={Pixels(Height, scale)}:color={Colour}:t=fill";
    }

    /// <summary>A glyph that crosses the picture again and again; a negative speed goes to the left. Speed is in pixels per second.</summary>
    internal sealed record Actor(string Glyph, int Size, string Colour, int Speed, int Y, int Offset = 0)
    {
        private const int Path = 1280 + 800;

        public string Filter(double scale)
        {
            var way = $@"mod(t*{Pixels(Math.Abs(Speed), scale)}\,{Pixels(Path, scale)})";
            var x = Speed > 0 ? $"{way}-{Pixels(400 - Offset, scale)}" : $"{Pixels(1280 + Offset, scale)}-{way}";
            return $"drawtext=fontfile={Font}:text='{Glyph}':fontsize={Pixels(Size, scale)}:fontcolor={Colour}:x='{x}':y={Pixels(Y, scale)}";
        }
    }
}
