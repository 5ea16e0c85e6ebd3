using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Bot.Host.Telemetry;

/// <summary>Maps what the bot tells of itself.</summary>
internal static class HealthEndpoints
{
    /// <summary>Maps <c>/healthz</c>, <c>/readyz</c>, and <c>/metrics</c> when that is on.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("ok\n"));
        app.MapGet("/readyz", ShowAsync);
        if (app.Services.GetRequiredService<IOptions<TelemetryOptions>>().Value.Prometheus)
        {
            app.MapPrometheusScrapingEndpoint("/metrics");
        }
    }

    private static async Task<IResult> ShowAsync(Readiness readiness, CancellationToken cancellationToken)
    {
        var findings = await readiness.CheckAsync(cancellationToken);
        var isReady = findings.All(finding => finding.Ok);
        var lines = findings.Select(finding => $"    {JsonSerializer.Serialize(finding, JsonSerializerOptions.Web)}");
        return Results.Text(
            $"{{\n  \"ready\": {(isReady ? "true" : "false")},\n  \"checks\": [\n{string.Join(",\n", lines)}\n  ]\n}}\n",
            "application/json",
            statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
