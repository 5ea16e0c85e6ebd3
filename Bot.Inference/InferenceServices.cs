using Bot.Core.Grading;
using Bot.Inference.CrossEncoders;
using Bot.Inference.Devices;
using Bot.Inference.Models;
using Bot.Inference.Small;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Bot.Inference;

/// <summary>Registers what judges answers.</summary>
public static class InferenceServices
{
    /// <summary>Adds the grader that the settings name, and the baseline behind it.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="models">The folder in which models lie.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddInference(this IServiceCollection services, string models)
    {
        services.AddOptions<InferenceOptions>().BindConfiguration("Inference").ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<InferenceOptions>, InferenceOptionsRules>()
            .AddSingleton(new ModelsFolder(models))
            .AddSingleton<IExecutionProviders, OnnxProviders>()
            .AddSingleton(provider => new DeviceChoice(
                provider.GetRequiredService<IExecutionProviders>(),
                provider.GetRequiredService<IOptions<InferenceOptions>>().Value.Device,
                LoggerOf<DeviceChoice>(provider)))
            .AddSingleton<IModelKind, SmallModelKind>()
            .AddSingleton<IModelKind, CrossEncoderKind>()
            .AddSingleton(provider => new ModelLoading(
                provider.GetRequiredService<ModelsFolder>(),
                provider.GetRequiredService<IOptions<InferenceOptions>>(),
                provider.GetRequiredService<IExecutionProviders>(),
                provider.GetRequiredService<DeviceChoice>(),
                provider.GetServices<IModelKind>(),
                provider.GetRequiredService<LexicalGrader>(),
                LoggerOf<ModelLoading>(provider)))
            .AddSingleton(provider => new InstalledModels(
                provider.GetRequiredService<ModelsFolder>(),
                provider.GetRequiredService<IOptions<InferenceOptions>>(),
                provider.GetRequiredService<ModelLoading>()))
            .AddSingleton(provider => new LexicalGrader(provider.GetRequiredService<IOptions<LexicalOptions>>().Value))
            .AddKeyedSingleton<IAnswerGrader>(GradingWorker.Baseline, (provider, _) => provider.GetRequiredService<LexicalGrader>())
            .AddSingleton(provider => provider.GetRequiredService<ModelLoading>().LoadChosen())
            .AddSingleton<IAnswerGrader>(provider => provider.GetRequiredService<GraderInUse>().Grader);
    }

    // A command that looks at a model has no log.
    private static ILogger<T> LoggerOf<T>(IServiceProvider provider) => provider.GetService<ILogger<T>>() ?? NullLogger<T>.Instance;
}
