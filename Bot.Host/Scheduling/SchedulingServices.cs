using Bot.Core.Drills;
using Quartz;

namespace Bot.Host.Scheduling;

/// <summary>Registers the clock work.</summary>
internal static class SchedulingServices
{
    public static IServiceCollection AddScheduling(this IServiceCollection services, TimeProvider time) => services
        .AddQuartz(quartz => quartz.UseTimeProvider(time))
        .AddQuartzHostedService(options => options.WaitForJobsToComplete = true)
        .AddSingleton<QuartzAlarms>()
        .AddSingleton<IDrillAlarms>(provider => provider.GetRequiredService<QuartzAlarms>())
        .AddHostedService(provider => provider.GetRequiredService<QuartzAlarms>());
}
