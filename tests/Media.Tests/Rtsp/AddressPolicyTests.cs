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
    [InlineData("64:ff9b::169.254.169.254", false)]
    [InlineData("2002:a9fe:a9fe::1", false)]
    [InlineData("::169.254.169.254", false)]
    [InlineData("2001:db8::1", true)]
    public void Only_addresses_a_camera_can_have_are_allowed(string address, bool expected) =>
        Assert.Equal(expected, AddressPolicy.Default.Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.20")]
    [InlineData("::ffff:192.168.1.20")]
    [InlineData("64:ff9b::192.168.1.20")]
    [InlineData("2002:c0a8:114::1")]
    [InlineData("fd00::17")]
    public void A_closed_installation_connects_to_nothing_near(string address) =>
        Assert.False(AddressPolicy.For(allowLoopback: false, allowPrivateNetworks: false).Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("172.32.0.1")]
    [InlineData("11.0.0.1")]
    [InlineData("2001:db8::1")]
    public void A_closed_installation_still_connects_to_public_cameras(string address) =>
        Assert.True(AddressPolicy.For(allowLoopback: false, allowPrivateNetworks: false).Allows(IPAddress.Parse(address)));
}
