using Vedette.Inventory.Domain;

namespace Vedette.Inventory.Tests.Domain;

public sealed class PictureTests
{
    public static TheoryData<string, byte[]> Wrong => new()
    {
        { "nothing", [] },
        { "text", "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray() },
        { "GIF", [.. "GIF89a"u8, .. new byte[50]] },
        { "PNG without an end", Pictures.Png(4, 3)[..^1] },
        { "PNG with something behind it", [.. Pictures.Png(4, 3), .. "<script>"u8] },
        { "PNG without a header", Pictures.Png(4, 3)[..30] },
        { "PNG of no width", Pictures.Png(0, 3) },
        { "PNG of too much width", Pictures.Png(10_001, 3) },
        { "PNG of overflowing height", Pictures.Png(4, uint.MaxValue) },
        { "JPEG without an end", Pictures.Jpeg(4, 3)[..^1] },
        { "JPEG of no height", Pictures.Jpeg(4, 0) },
        { "JPEG of too much height", Pictures.Jpeg(4, 10_001) },
        { "JPEG without a frame", [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xDA, 0, 3, 1, 0xFF, 0xD9] },
        { "JPEG whose segment leads nowhere", [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF, 1, 2, 0xFF, 0xD9] },
        { "JPEG whose segment has no length", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0xFF, 0xC0, 0, 11, 8, 0, 3, 0, 4, 1, 1, 0x11, 0, 0xFF, 0xD9] },
        { "too much", [.. Pictures.Png(4, 3)[..33], .. new byte[Picture.MaxBytes], .. Pictures.Png(4, 3)[33..]] },
    };

    [Fact]
    public void A_pictures_own_bytes_say_what_it_is_and_how_large()
    {
        Assert.True(Picture.TryRead(Pictures.Png(10_000, 3), out var png, out _));
        Assert.True(Picture.TryRead(Pictures.Jpeg(4, 10_000), out var jpeg, out _));
        Assert.Equal(new Picture("image/png", 10_000, 3), png);
        Assert.Equal(new Picture("image/jpeg", 4, 10_000), jpeg);
    }

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void What_is_no_whole_picture_of_a_fair_size_is_refused(string what, byte[] bytes)
    {
        Assert.False(Picture.TryRead(bytes, out _, out var error), what);
        Assert.NotEmpty(error);
    }

    [Fact]
    public void Every_beginning_of_a_picture_is_refused_without_harm()
    {
        foreach (var whole in (byte[][])[Pictures.Png(4, 3), Pictures.Jpeg(4, 3)])
        {
            for (var length = 0; length < whole.Length; length++)
            {
                Assert.False(Picture.TryRead(whole.AsSpan(0, length), out _, out _));
            }
        }
    }
}
