using Bot.Core.Grading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bot.Inference;

/// <summary>Registers what judges answers.</summary>
public static class InferenceServices
{
    /// <summary>Adds the grader that the settings name, and the baseline behind it.</summary>
    /// <param name="services">The host's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddInference(this IServiceCollection services)
    {
        services.AddOptions<InferenceOptions>().BindConfiguration("Inference").ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<InferenceOptions>, InferenceOptionsRules>()
            .AddSingleton(provider => new LexicalGrader(provider.GetRequiredService<IOptions<LexicalOptions>>().Value))
            .AddKeyedSingleton<IAnswerGrader>(GradingWorker.Baseline, (provider, _) => provider.GetRequiredService<LexicalGrader>())
            .AddSingleton<IAnswerGrader>(provider => provider.GetRequiredService<LexicalGrader>());
    }
}
