using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Bot.Host.Slack.Installs;

/// <summary>
/// Gives the token by which the bot acts in a workspace: that of its installation, or <see cref="SlackOptions.BotToken"/> in the
/// one workspace that this is for.
/// </summary>
/// <param name="store">The installations.</param>
/// <param name="link">Knows which workspace the token of the settings is for.</param>
/// <param name="options">The token of the settings.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class SlackTokens(SlackInstallationStore store, SlackLink link, IOptions<SlackOptions> options, TimeProvider time, ILogger<SlackTokens> logger)
{
    // Slack's times of events have whole seconds.
    private static readonly TimeSpan Grain = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, SlackToken> _installed = new();
    private readonly ConcurrentDictionary<string, bool> _strangers = new();

    /// <summary>Gets the token of the settings.</summary>
    /// <value><see langword="null"/> when there is none: workspaces then install the app by themselves.</value>
    public SlackToken? OfSettings { get; } = FromSettings(options.Value);

    /// <summary>Reads the token of the settings.</summary>
    public static SlackToken? FromSettings(SlackOptions options) =>
        string.IsNullOrWhiteSpace(options.BotToken) ? null : new SlackToken(options.BotToken.Trim(), isOnly: !options.IsDistributed);

    /// <summary>Finds what lets the bot act in a workspace.</summary>
    /// <param name="team">Slack's identifier of the workspace.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see langword="null"/> when nothing does: what comes from there is passed over, and nothing is said there.</returns>
    public async ValueTask<SlackToken?> FindAsync(string team, CancellationToken cancellationToken)
    {
        if (_installed.TryGetValue(team, out var known))
        {
            return Standing(known);
        }

        // Without distribution the tokens of earlier installations lie still.
        if (options.Value.IsDistributed && await store.FindTokenAsync(team, cancellationToken) is { } kept)
        {
            return Standing(_installed.GetOrAdd(team, new SlackToken(kept, isOnly: false)));
        }

        return link.Team is { } own && own != team ? null : Standing(OfSettings);
    }

    /// <summary>Tells whether it is still open which workspace the token of the settings is for, while there may be several.</summary>
    public bool IsUnsure => options.Value.IsDistributed && OfSettings is not null && link.Team is null;

    /// <summary>Notes that something came from a workspace in which the bot may not act. That is logged once for each.</summary>
    public void PassOver(string team)
    {
        if (_strangers.TryAdd(team, true))
        {
            Log.Stranger(logger, team);
        }
    }

    /// <summary>Keeps the token of a new installation, in place of an earlier one.</summary>
    public async Task KeepAsync(string team, string token, CancellationToken cancellationToken)
    {
        await store.KeepAsync(team, token, time.GetUtcNow(), cancellationToken);
        _installed[team] = new SlackToken(token, isOnly: false);
        _strangers.TryRemove(team, out _);
    }

    /// <summary>Forgets the token of a workspace from which the app was removed.</summary>
    /// <param name="team">Slack's identifier of the workspace.</param>
    /// <param name="removedAt">When; <see langword="null"/> when Slack did not say.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see langword="false"/> when the app was installed anew since: Slack repeats events for an hour.</returns>
    public async Task<bool> ForgetAsync(string team, DateTimeOffset? removedAt, CancellationToken cancellationToken)
    {
        if (removedAt is { } at && await store.FindInstalledAtAsync(team, cancellationToken) is { } installedAt && installedAt >= at + Grain)
        {
            return false;
        }

        await store.RemoveAsync(team, cancellationToken);
        _installed.TryRemove(team, out _);
        return true;
    }

    // The only token stands even when it is refused: the platform says then what is wrong.
    private static SlackToken? Standing(SlackToken? token) => token is { IsOnly: false, IsRefused: true } ? null : token;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Slack sent something of a workspace in which the bot may not act ({Team}); what comes from there is passed over.")]
        public static partial void Stranger(ILogger logger, string team);
    }
}
