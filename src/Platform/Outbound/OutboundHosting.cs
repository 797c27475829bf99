using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Vedette.Platform.Hosting;

namespace Vedette.Platform.Outbound;

internal static class OutboundHosting
{
    private const string Section = "network";

    public static void AddOutbound(this IServiceCollection services, IConfiguration configuration, List<string> faults) => services
        .AddSingleton(OptionsSection.Read<NetworkOptions>(configuration, Section, faults))
        .AddSingleton<NameLookup>(Dns.GetHostAddressesAsync)
        .AddSingleton<AddressRules>()
        .AddSingleton<OutboundHttp>();
}
