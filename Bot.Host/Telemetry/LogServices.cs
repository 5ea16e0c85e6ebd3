using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace Bot.Host.Telemetry;

/// <summary>Registers the logs: lines on standard error, for people or as JSON.</summary>
internal static class LogServices
{
    /// <summary>The setting that chooses the form of a line.</summary>
    public const string Format = "Logging:Format";

    /// <summary>The forms that it may have.</summary>
    public static readonly string[] Formats = ["text", "json"];

    /// <summary>Adds the logs.</summary>
    public static void AddLogs(this ILoggingBuilder logging, IConfiguration settings)
    {
        logging
            .AddConfiguration(settings.GetSection("Logging"))
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical) // a failed start is explained by the command
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error); // keys lie in the data directory, beside what they protect
        if (string.Equals(settings[Format], "json", StringComparison.OrdinalIgnoreCase))
        {
            logging.AddJsonConsole(console =>
                (console.IncludeScopes, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        }
        else
        {
            logging.AddSimpleConsole(console => (console.IncludeScopes, console.SingleLine, console.TimestampFormat) = (true, true, "HH:mm:ss "));
        }

        logging.Services
            .Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .AddSingleton<LoggerFactory>()
            .Replace(ServiceDescriptor.Singleton<ILoggerFactory>(provider => new DiscreetLoggerFactory(provider.GetRequiredService<LoggerFactory>())));
    }
}
