using System.Text.Json.Nodes;
using Bot.SlackEmulation.World;

namespace Bot.SlackEmulation.Api;

/// <summary>A method of the API.</summary>
/// <param name="Scope">What the app must have been allowed; nothing when empty.</param>
/// <param name="Arguments">All that Slack knows, those that are needed with an exclamation mark.</param>
/// <param name="Do">Does it, under the world's lock.</param>
internal sealed record ApiMethod(string Scope, string Arguments, Func<EmulatedTeam, ApiArguments, JsonObject> Do)
{
    /// <summary>Gets whether arguments are read from JSON; a few methods read forms and query strings alone, and overlook everything else.</summary>
    public bool TakesJson { get; init; } = true;

    /// <summary>Refuses arguments that are missing or unknown.</summary>
    public void Check(ApiArguments given)
    {
        var names = Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (names.FirstOrDefault(name => name.EndsWith('!') && !given.Has(name[..^1])) is { } missing)
        {
            throw ApiError.MissingArgument(missing[..^1]);
        }

        // Slack overlooks what it does not know here; a client that sends it has still made a mistake. The official client tells its team with every call.
        if (given.Fields.FirstOrDefault(field => field.Key is not ("token" or "team_id") && !names.Contains(field.Key) && !names.Contains($"{field.Key}!")).Key is { } unknown)
        {
            throw new ApiError("invalid_arguments", $"unknown argument: {unknown}");
        }
    }
}
