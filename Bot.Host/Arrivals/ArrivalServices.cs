using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bot.Host.Arrivals;

/// <summary>Registers what all platforms with a connection share.</summary>
internal static class ArrivalServices
{
    /// <summary>Adds it, once.</summary>
    public static IServiceCollection AddArrivals(this IServiceCollection services)
    {
        services.TryAddSingleton<ArrivalDesk>();
        services.TryAddSingleton<WorkspaceRemoval>();
        return services;
    }
}
