namespace Bot.Host.Telemetry;

/// <summary>Where measurements go. They go to a collector when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one, as everywhere.</summary>
internal sealed class TelemetryOptions
{
    /// <summary>Gets or sets a value indicating whether <c>/metrics</c> shows them in Prometheus's form, beside <c>/healthz</c>.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Prometheus { get; set; }
}
