using System.Text.Json.Nodes;

namespace Bot.Emulation.Rest;

/// <summary>A request that came in.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path behind the version.</param>
/// <param name="Body">The body; <see langword="null"/> when there was none.</param>
/// <param name="Status">What was answered; 0 when the connection was broken.</param>
public sealed record SeenRequest(string Method, string Path, JsonNode? Body, int Status);
