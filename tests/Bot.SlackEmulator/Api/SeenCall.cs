using System.Text.Json.Nodes;

namespace Bot.SlackEmulation.Api;

/// <summary>A call of the API that came in, a response_url included.</summary>
/// <param name="Method">Slack's name of the method, "response_url", or "upload".</param>
/// <param name="Arguments">What was given, the token left out.</param>
/// <param name="Error">What Slack answered instead of "ok"; <see langword="null"/> when it did what was asked.</param>
public sealed record SeenCall(string Method, JsonObject Arguments, string? Error);
