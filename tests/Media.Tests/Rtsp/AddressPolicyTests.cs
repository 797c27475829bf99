using System.Net;
using Vedette.Media.Sources;
using Xunit;

namespace Vedette.Media.Tests.Rtsp;

public sealed class AddressPolicyTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("192.168.1.20", true)]
    [InlineData("fd00::1", true)]
    [InlineData("::1", true)]
    [InlineData("169.254.169.254", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::ffff:0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    public void Only_addresses_a_camera_can_have_are_allowed(string address, bool expected) =>
        Assert.Equal(expected, AddressPolicy.Default.Allows(IPAddress.Parse(address)));
}
