using System.Data.Common;
using System.Security.Cryptography;
using Bot.Core.Storage;
using Dapper;
using Microsoft.AspNetCore.DataProtection;

namespace Bot.Host.Slack.Installs;

/// <summary>The workspaces that installed the app by themselves, each with its token. The database holds tokens in encrypted form only.</summary>
/// <param name="source">The database.</param>
/// <param name="gate">The door for writes.</param>
/// <param name="protection">Encrypts tokens.</param>
/// <param name="logger">The log.</param>
internal sealed partial class SlackInstallationStore(DbDataSource source, WriteGate gate, IDataProtectionProvider protection, ILogger<SlackInstallationStore> logger)
{
    private readonly IDataProtector _seal = protection.CreateProtector("Redflag.Slack.Token");

    /// <summary>Keeps the token of a workspace, in place of an earlier one.</summary>
    /// <param name="team">Slack's identifier of the workspace.</param>
    /// <param name="token">The token.</param>
    /// <param name="at">When the app was installed.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task KeepAsync(string team, string token, DateTimeOffset at, CancellationToken cancellationToken) =>
        gate.RunAsync(
            (write, cancelled) => write.Connection.ExecuteAsync(write.Command(
                """
                INSERT INTO slack_installation (team_id, sealed_token, installed_at_ms)
                VALUES (@Team, @Sealed, @AtMs)
                ON CONFLICT (team_id) DO UPDATE SET sealed_token = excluded.sealed_token, installed_at_ms = excluded.installed_at_ms
                """,
                new { Team = team, Sealed = _seal.Protect(token), AtMs = at.ToUnixTimeMilliseconds() },
                cancelled)),
            cancellationToken);

    /// <summary>Finds the token of a workspace.</summary>
    /// <returns><see langword="null"/> when the app is not installed there, or when the key to the token is lost.</returns>
    public async Task<string?> FindTokenAsync(string team, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var written = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            "SELECT sealed_token FROM slack_installation WHERE team_id = @Team", new { Team = team }, cancellationToken: cancellationToken));
        try
        {
            return written is null ? null : _seal.Unprotect(written);
        }
        catch (CryptographicException exception)
        {
            Log.KeyLost(logger, exception, team);
            return null;
        }
    }

    /// <summary>Finds out when the app was installed in a workspace.</summary>
    /// <returns><see langword="null"/> when it is not.</returns>
    public async Task<DateTimeOffset?> FindInstalledAtAsync(string team, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
                "SELECT installed_at_ms FROM slack_installation WHERE team_id = @Team", new { Team = team }, cancellationToken: cancellationToken)) is { } ms
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
            : null;
    }

    /// <summary>Deletes the token of a workspace.</summary>
    public Task RemoveAsync(string team, CancellationToken cancellationToken) =>
        gate.RunAsync(
            (write, cancelled) => write.Connection.ExecuteAsync(write.Command(
                "DELETE FROM slack_installation WHERE team_id = @Team", new { Team = team }, cancelled)),
            cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Slack: the key to the token of {Team} is lost with the folder of keys. Install the app there again.")]
        public static partial void KeyLost(ILogger logger, Exception exception, string team);
    }
}
