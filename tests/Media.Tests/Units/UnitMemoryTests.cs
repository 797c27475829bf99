using Vedette.Media.Units;
using Xunit;

namespace Vedette.Media.Tests.Units;

public sealed class UnitMemoryTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1 << 16)]
    [InlineData((1 << 24) - 1)]
    [InlineData(1 << 24)]
    [InlineData((1 << 24) + 1)]
    public void What_is_asked_for_fits(int length)
    {
        var array = UnitMemory.Rent(length);
        Assert.True(array.Length >= length);
        UnitMemory.Return(array);
    }

    [Fact]
    public void No_more_than_a_quarter_is_wasted()
    {
        for (var length = 300; length < 1 << 20; length += 97)
        {
            var array = UnitMemory.Rent(length);
            Assert.InRange(array.Length, length, length + (length / 4) + 1);
            UnitMemory.Return(array);
        }
    }

    [Fact]
    public void An_array_given_back_is_used_again()
    {
        var array = UnitMemory.Rent(123_456);
        UnitMemory.Return(array);
        var again = UnitMemory.Rent(123_000);

        Assert.Same(array, again);
        UnitMemory.Return(again);
    }

    [Fact]
    public void A_foreign_array_is_not_taken()
    {
        var foreign = new byte[12_345];
        UnitMemory.Return(foreign);

        Assert.NotSame(foreign, UnitMemory.Rent(12_345));
    }
}
