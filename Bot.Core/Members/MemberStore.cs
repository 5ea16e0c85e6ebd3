using Bot.Core.Chat;
using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Members;

/// <summary>Workspaces and the people in them.</summary>
/// <param name="source">The database.</param>
/// <param name="ids">Gives identifiers.</param>
public sealed class MemberStore(System.Data.Common.DbDataSource source, IdSource ids)
{
    /// <summary>Finds a workspace, or notes a new one.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="platform">The platform.</param>
    /// <param name="platformId">The platform's identifier.</param>
    /// <param name="zone">The IANA zone that a new one has until an organiser says otherwise.</param>
    /// <param name="at">When it was seen.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The workspace.</returns>
    public async Task<Workspace> MeetWorkspaceAsync(
        WriteTransaction write, Platform platform, string platformId, string zone, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO workspace (workspace_id, platform, platform_id, zone, created_at_ms)
            VALUES (@Id, @Platform, @PlatformId, @Zone, @AtMs)
            ON CONFLICT (platform, platform_id) DO NOTHING
            """,
            new { Id = ids.Next().ToString(), Platform = Words.Of(platform), PlatformId = platformId, Zone = zone, AtMs = at.ToUnixTimeMilliseconds() },
            cancellationToken));
        var row = await write.Connection.QuerySingleAsync<WorkspaceRow>(write.Command(
            $"""
            {SelectWorkspaces}
            WHERE platform = @Platform AND platform_id = @PlatformId
            """,
            new { Platform = Words.Of(platform), PlatformId = platformId },
            cancellationToken));
        return row.ToWorkspace();
    }

    /// <summary>Finds a workspace by its identifier.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The workspace, or <see langword="null"/>.</returns>
    public async Task<Workspace?> FindWorkspaceAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<WorkspaceRow>(new CommandDefinition(
            $"""
            {SelectWorkspaces}
            WHERE workspace_id = @Workspace
            """,
            new { Workspace = workspace.ToString() },
            cancellationToken: cancellationToken));
        return row?.ToWorkspace();
    }

    /// <summary>Finds a workspace by the platform's identifier.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="platformId">The platform's identifier.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The workspace, or <see langword="null"/> when the bot has not met it.</returns>
    public async Task<Workspace?> FindWorkspaceAsync(Platform platform, string platformId, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<WorkspaceRow>(new CommandDefinition(
            $"""
            {SelectWorkspaces}
            WHERE platform = @Platform AND platform_id = @PlatformId
            """,
            new { Platform = Words.Of(platform), PlatformId = platformId },
            cancellationToken: cancellationToken));
        return row?.ToWorkspace();
    }

    /// <summary>Lists all workspaces.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Their identifiers.</returns>
    public async Task<IReadOnlyList<WorkspaceId>> ListWorkspacesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<string>(new CommandDefinition(
            "SELECT workspace_id FROM workspace ORDER BY created_at_ms, workspace_id", cancellationToken: cancellationToken));
        return [.. rows.Select(id => new WorkspaceId(Guid.Parse(id)))];
    }

    /// <summary>Finds a member, or notes a new one, and keeps the name that the platform shows.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="platformId">The platform's identifier of the person.</param>
    /// <param name="displayName">The name that others see.</param>
    /// <param name="firstIsOrganiser">Whether the first member of the workspace becomes its organiser.</param>
    /// <param name="at">When the person was seen.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The member.</returns>
    public async Task<Member> MeetMemberAsync(
        WriteTransaction write,
        WorkspaceId workspace,
        string platformId,
        string displayName,
        bool firstIsOrganiser,
        DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        await write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO member (id, workspace_id, platform_id, display_name, is_organiser, met_at_ms)
            VALUES (
                @Id, @Workspace, @PlatformId, @DisplayName,
                @FirstIsOrganiser AND NOT EXISTS (SELECT 1 FROM member WHERE workspace_id = @Workspace AND is_former = 0),
                @AtMs)
            ON CONFLICT (workspace_id, platform_id) DO UPDATE SET display_name = excluded.display_name
            WHERE display_name <> excluded.display_name
            """,
            new
            {
                Id = ids.Next().ToString(),
                Workspace = workspace.ToString(),
                PlatformId = platformId,
                DisplayName = displayName,
                FirstIsOrganiser = firstIsOrganiser,
                AtMs = at.ToUnixTimeMilliseconds(),
            },
            cancellationToken));
        var row = await write.Connection.QuerySingleAsync<MemberRow>(write.Command(
            $"""
            {SelectMembers}
            WHERE workspace_id = @Workspace AND platform_id = @PlatformId
            """,
            new { Workspace = workspace.ToString(), PlatformId = platformId },
            cancellationToken));
        return row.ToMember();
    }

    /// <summary>Finds a member by the platform's identifier.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="platformId">The platform's identifier of the person.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The member, or <see langword="null"/> when the person has not met the bot.</returns>
    public async Task<Member?> FindMemberAsync(WorkspaceId workspace, string platformId, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<MemberRow>(new CommandDefinition(
            $"""
            {SelectMembers}
            WHERE workspace_id = @Workspace AND platform_id = @PlatformId AND is_former = 0
            """,
            new { Workspace = workspace.ToString(), PlatformId = platformId },
            cancellationToken: cancellationToken));
        return row?.ToMember();
    }

    /// <summary>Finds a member.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="member">The member.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The member, or <see langword="null"/> when the workspace has no such member.</returns>
    public async Task<Member?> FindMemberAsync(WorkspaceId workspace, MemberId member, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<MemberRow>(new CommandDefinition(
            $"""
            {SelectMembers}
            WHERE workspace_id = @Workspace AND id = @Member AND is_former = 0
            """,
            new { Workspace = workspace.ToString(), Member = member.ToString() },
            cancellationToken: cancellationToken));
        return row?.ToMember();
    }

    /// <summary>Tells when a member met the bot.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="member">The member.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>When; the beginning of time for one who is not there.</returns>
    public async Task<DateTimeOffset> FindMetAsync(WorkspaceId workspace, MemberId member, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return DateTimeOffset.FromUnixTimeMilliseconds(await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT met_at_ms FROM member WHERE workspace_id = @Workspace AND id = @Member",
            new { Workspace = workspace.ToString(), Member = member.ToString() },
            cancellationToken: cancellationToken)));
    }

    /// <summary>Lists the members of a workspace in the order in which they met the bot.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The members.</returns>
    public async Task<IReadOnlyList<Member>> ListMembersAsync(WorkspaceId workspace, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<MemberRow>(new CommandDefinition(
            $"""
            {SelectMembers}
            WHERE workspace_id = @Workspace AND is_former = 0
            ORDER BY met_at_ms, id
            """,
            new { Workspace = workspace.ToString() },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToMember())];
    }

    /// <summary>Lists the organisers that the workspace's own settings name.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Their identifiers.</returns>
    public async Task<IReadOnlyList<MemberId>> ListOrganisersAsync(WriteTransaction write, WorkspaceId workspace, CancellationToken cancellationToken)
    {
        var rows = await write.Connection.QueryAsync<string>(write.Command(
            "SELECT id FROM member WHERE workspace_id = @Workspace AND is_organiser = 1 ORDER BY met_at_ms, id",
            new { Workspace = workspace.ToString() },
            cancellationToken));
        return [.. rows.Select(id => new MemberId(Guid.Parse(id)))];
    }

    private const string SelectWorkspaces =
        "SELECT workspace_id AS WorkspaceId, platform AS Platform, platform_id AS PlatformId, zone AS Zone FROM workspace";

    private const string SelectMembers =
        "SELECT id AS Id, platform_id AS PlatformId, display_name AS DisplayName, is_organiser AS IsOrganiser FROM member";

    private sealed record WorkspaceRow
    {
        public string WorkspaceId { get; init; } = "";

        public string Platform { get; init; } = "";

        public string PlatformId { get; init; } = "";

        public string Zone { get; init; } = "";

        public Workspace ToWorkspace() =>
            new(new WorkspaceId(Guid.Parse(WorkspaceId)), Words.Parse<Platform>(Platform), PlatformId, Zone);
    }

    private sealed record MemberRow
    {
        public string Id { get; init; } = "";

        public string PlatformId { get; init; } = "";

        public string DisplayName { get; init; } = "";

        public bool IsOrganiser { get; init; }

        public Member ToMember() => new(new MemberId(Guid.Parse(Id)), PlatformId, DisplayName, IsOrganiser);
    }
}
