namespace Bot.Host.Telemetry;

/// <summary>What came of one check of readiness.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Ok">Whether it is as it should be.</param>
/// <param name="Detail">How it is, in words for the operator.</param>
internal sealed record Finding(string Name, bool Ok, string Detail);
