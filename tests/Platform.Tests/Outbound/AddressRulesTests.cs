using System.Net;
using Vedette.Platform.Outbound;

namespace Vedette.Platform.Tests.Outbound;

/// <summary>Which addresses are connected to on somebody's word.</summary>
public sealed class AddressRulesTests
{
    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.254")]
    [InlineData("192.168.1.20")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456:789a::1")]
    [InlineData("::ffff:192.168.1.20")]
    public void Private_networks_are_allowed_by_default(string address) => Assert.Null(Judge(address));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.0.1")]
    [InlineData("172.32.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("2001:db8::1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::10.0.0.1")]
    public void Everything_else_is_not(string address)
    {
        Assert.NotNull(Judge(address));
        Assert.Null(Judge(address, new NetworkOptions { AllowedNetworks = ["0.0.0.0/0", "::/0"] }));
        Assert.Null(Judge(address, reach: OutboundReach.Anywhere));
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("::")]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.1.1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("224.0.0.251")]
    [InlineData("ff02::fb")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.192")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fd20:ce::254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::169.254.169.254")]
    [InlineData("::ffff:0:169.254.169.254")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("64:ff9b:1::169.254.169.254")]
    [InlineData("64:ff9b:1:a9fe:a9:fe00::")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("2001:0:4136:e378:8000:63bf:5601:5601")]
    [InlineData("2001:db8::5efe:169.254.169.254")]
    [InlineData("fd00::200:5efe:169.254.169.254")]
    public void Some_addresses_are_never_connected_to_whatever_is_allowed(string address)
    {
        var generous = new NetworkOptions { AllowLoopback = true, AllowedNetworks = ["0.0.0.0/0", "::/0"] };

        Assert.NotNull(Judge(address));
        Assert.NotNull(Judge(address, generous));
        Assert.NotNull(Judge(address, generous, OutboundReach.Anywhere));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public void This_machine_is_out_of_reach_unless_a_setting_says_otherwise(string address)
    {
        Assert.NotNull(Judge(address));
        Assert.NotNull(Judge(address, new NetworkOptions { AllowedNetworks = ["0.0.0.0/0", "::/0"] }));
        Assert.NotNull(Judge(address, reach: OutboundReach.Anywhere));
        Assert.Null(Judge(address, new NetworkOptions { AllowLoopback = true }));
    }

    [Theory]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::127.0.0.1")]
    [InlineData("2002:7f00:1::")]
    public void A_detour_does_not_lead_to_this_machine(string address) =>
        Assert.NotNull(Judge(address, new NetworkOptions { AllowedNetworks = ["::/0"] }));

    [Fact]
    public void The_administrator_can_narrow_it()
    {
        var narrow = new NetworkOptions { AllowPrivateNetworks = false, AllowedNetworks = ["10.1.0.0/16"] };

        Assert.Null(Judge("10.1.2.3", narrow));
        Assert.NotNull(Judge("10.2.2.3", narrow));
        Assert.NotNull(Judge("192.168.1.1", narrow, OutboundReach.Anywhere));
    }

    private static string? Judge(string address, NetworkOptions? options = null, OutboundReach reach = OutboundReach.AllowList) =>
        new AddressRules(options ?? new NetworkOptions()).Objection(IPAddress.Parse(address), reach);
}
