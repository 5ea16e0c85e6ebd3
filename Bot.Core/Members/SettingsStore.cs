using System.Data.Common;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Members;

/// <summary>What groups and members set, and what members were told.</summary>
/// <param name="source">The database.</param>
public sealed class SettingsStore(DbDataSource source)
{
    /// <summary>Reads what a group set.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The settings.</returns>
    public async Task<GroupSettings> FindGroupAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleAsync<GroupRow>(new CommandDefinition(
            """
            SELECT zone AS Zone, default_channel AS DefaultChannel, answer_window_ms AS AnswerWindowMs, reveal_after_ms AS RevealAfterMs,
                   keep_answers_days AS KeepAnswersDays, organiser_role AS OrganiserRole
            FROM workspace
            WHERE workspace_id = @Workspace
            """,
            new { Workspace = workspace.ToString() },
            cancellationToken: cancellationToken));
        return row.ToSettings();
    }

    /// <summary>Stores what organisers set.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="settings">All of the settings.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when they are stored.</returns>
    public Task SetGroupAsync(WriteTransaction write, WorkspaceId workspace, GroupSettings settings, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE workspace
            SET zone = @Zone, default_channel = @DefaultChannel, answer_window_ms = @AnswerWindowMs, reveal_after_ms = @RevealAfterMs,
                keep_answers_days = @KeepAnswersDays, organiser_role = @OrganiserRole
            WHERE workspace_id = @Workspace
            """,
            new
            {
                settings.Zone,
                settings.DefaultChannel,
                AnswerWindowMs = (long?)settings.AnswerWindow?.TotalMilliseconds,
                RevealAfterMs = (long)settings.RevealAfter.TotalMilliseconds,
                settings.KeepAnswersDays,
                settings.OrganiserRole,
                Workspace = workspace.ToString(),
            },
            cancellationToken));

    /// <summary>Reads what a member set.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="member">The member.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The settings; the defaults for one who is not there.</returns>
    public async Task<MemberSettings> FindMemberAsync(WorkspaceId workspace, MemberId member, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<MemberRow>(new CommandDefinition(
            "SELECT zone AS Zone, shows_on_boards AS ShowsOnBoards FROM member WHERE workspace_id = @Workspace AND id = @Member",
            new { Workspace = workspace.ToString(), Member = member.ToString() },
            cancellationToken: cancellationToken));
        return new MemberSettings(row?.Zone, row?.ShowsOnBoards ?? true);
    }

    /// <summary>Stores what a member set.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="member">The member.</param>
    /// <param name="settings">All of the settings.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A task that ends when they are stored.</returns>
    public Task SetMemberAsync(
        WriteTransaction write, WorkspaceId workspace, MemberId member, MemberSettings settings, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(write.Command(
            "UPDATE member SET zone = @Zone, shows_on_boards = @ShowsOnBoards WHERE workspace_id = @Workspace AND id = @Member",
            new { settings.Zone, settings.ShowsOnBoards, Workspace = workspace.ToString(), Member = member.ToString() },
            cancellationToken));

    /// <summary>Lists the members who do not want to be seen on boards.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Their identifiers.</returns>
    public async Task<IReadOnlySet<MemberId>> ListHiddenAsync(WriteTransaction write, WorkspaceId workspace, CancellationToken cancellationToken)
    {
        var rows = await write.Connection.QueryAsync<string>(write.Command(
            "SELECT id FROM member WHERE workspace_id = @Workspace AND shows_on_boards = 0",
            new { Workspace = workspace.ToString() },
            cancellationToken));
        return rows.Select(id => new MemberId(Guid.Parse(id))).ToHashSet();
    }

    /// <summary>Makes a member an organiser, or no longer one. The last one stays.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="member">The member.</param>
    /// <param name="isOrganiser">Whether the member is to be one.</param>
    /// <param name="lastMayGo">Whether the workspace can do without one that is set here: its platform knows who manages it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see langword="false"/> when nothing changed: it was so, or it is the last.</returns>
    public async Task<bool> SetOrganiserAsync(
        WriteTransaction write, WorkspaceId workspace, MemberId member, bool isOrganiser, bool lastMayGo, CancellationToken cancellationToken) =>
        await write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE member SET is_organiser = @IsOrganiser
            WHERE workspace_id = @Workspace AND id = @Member AND is_organiser <> @IsOrganiser AND is_former = 0
              AND (@IsOrganiser OR @LastMayGo OR (SELECT count(*) FROM member WHERE workspace_id = @Workspace AND is_organiser = 1) > 1)
            """,
            new { Workspace = workspace.ToString(), Member = member.ToString(), IsOrganiser = isOrganiser, LastMayGo = lastMayGo },
            cancellationToken)) == 1;

    /// <summary>Notes that a member is given a version of the privacy notice.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="member">The member.</param>
    /// <param name="version">The version, from 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see langword="false"/> when the member had it, or a later one.</returns>
    public async Task<bool> MarkNoticedAsync(WriteTransaction write, WorkspaceId workspace, MemberId member, int version, CancellationToken cancellationToken) =>
        await write.Connection.ExecuteAsync(write.Command(
            "UPDATE member SET notice_version = @Version WHERE workspace_id = @Workspace AND id = @Member AND notice_version < @Version",
            new { Workspace = workspace.ToString(), Member = member.ToString(), Version = version },
            cancellationToken)) == 1;

    private sealed record GroupRow
    {
        public string Zone { get; init; } = "";

        public string? DefaultChannel { get; init; }

        public long? AnswerWindowMs { get; init; }

        public long RevealAfterMs { get; init; }

        public long? KeepAnswersDays { get; init; }

        public string? OrganiserRole { get; init; }

        public GroupSettings ToSettings() => new()
        {
            Zone = Zone,
            DefaultChannel = DefaultChannel,
            AnswerWindow = AnswerWindowMs is { } window ? TimeSpan.FromMilliseconds(window) : null,
            RevealAfter = TimeSpan.FromMilliseconds(RevealAfterMs),
            KeepAnswersDays = (int?)KeepAnswersDays,
            OrganiserRole = OrganiserRole,
        };
    }

    private sealed record MemberRow
    {
        public string? Zone { get; init; }

        public bool ShowsOnBoards { get; init; }
    }
}
