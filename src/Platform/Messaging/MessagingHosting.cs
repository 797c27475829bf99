using Microsoft.Extensions.DependencyInjection;

namespace Vedette.Platform.Messaging;

internal static class MessagingHosting
{
    public static void AddMessaging(this IServiceCollection services)
    {
        services.AddSingleton<InProcessBus>();
        services.AddHostedService(provider => provider.GetRequiredService<InProcessBus>());
        services.AddHostedService<OutboxPruning>();
    }
}
