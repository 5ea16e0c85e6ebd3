using Bot.Core.Storage;
using Dapper;

namespace Bot.Core.Members;

/// <summary>Members who leave, and the row of nobody that stands for those who left.</summary>
/// <param name="ids">Gives identifiers.</param>
public sealed class DepartureStore(IdSource ids)
{
    /// <summary>The platform's identifier that the row of nobody has: no platform gives such a one.</summary>
    public const string FormerPlatformId = "(former member)";

    /// <summary>Finds the row of nobody, and makes it when it is first needed.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="at">The time.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Its identifier.</returns>
    public async Task<MemberId> FindFormerAsync(WriteTransaction write, WorkspaceId workspace, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await write.Connection.ExecuteAsync(write.Command(
            """
            INSERT INTO member (id, workspace_id, platform_id, display_name, met_at_ms, is_former)
            SELECT @Id, @Workspace, @PlatformId, 'Former member', @AtMs, 1
            WHERE NOT EXISTS (SELECT 1 FROM member WHERE workspace_id = @Workspace AND is_former = 1)
            """,
            new { Id = ids.Next().ToString(), Workspace = workspace.ToString(), PlatformId = FormerPlatformId, AtMs = at.ToUnixTimeMilliseconds() },
            cancellationToken));
        return new MemberId(Guid.Parse(await write.Connection.QuerySingleAsync<string>(write.Command(
            "SELECT id FROM member WHERE workspace_id = @Workspace AND is_former = 1",
            new { Workspace = workspace.ToString() },
            cancellationToken))));
    }

    /// <summary>Tells whether somebody is a member still.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="member">Who.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see langword="false"/> for one who left, and for nobody.</returns>
    public async Task<bool> IsPresentAsync(WriteTransaction write, WorkspaceId workspace, MemberId member, CancellationToken cancellationToken) =>
        await write.Connection.ExecuteScalarAsync<bool>(write.Command(
            "SELECT EXISTS (SELECT 1 FROM member WHERE workspace_id = @Workspace AND id = @Member AND is_former = 0)",
            new { Workspace = workspace.ToString(), Member = member.ToString() },
            cancellationToken));

    /// <summary>Removes the row of a member. What refers to it has to be gone before the transaction ends.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="member">Who.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see langword="false"/> when there is no such member.</returns>
    public async Task<bool> RemoveAsync(WriteTransaction write, WorkspaceId workspace, MemberId member, CancellationToken cancellationToken)
    {
        await write.Connection.ExecuteAsync(write.Command("PRAGMA defer_foreign_keys = ON", null, cancellationToken));
        await write.Connection.ExecuteAsync(write.Command(
            """
            UPDATE workspace SET default_channel = NULL
            WHERE workspace_id = @Workspace
              AND default_channel IN (SELECT platform_id FROM member WHERE id = @Member UNION SELECT '@' || platform_id FROM member WHERE id = @Member)
            """,
            new { Workspace = workspace.ToString(), Member = member.ToString() },
            cancellationToken));
        return await write.Connection.ExecuteAsync(write.Command(
            "DELETE FROM member WHERE workspace_id = @Workspace AND id = @Member AND is_former = 0",
            new { Workspace = workspace.ToString(), Member = member.ToString() },
            cancellationToken)) == 1;
    }

    /// <summary>Makes the member who has been there longest an organiser, when the workspace has members and none of them is one.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Who became one, or <see langword="null"/>.</returns>
    public async Task<MemberId?> PromoteEldestAsync(WriteTransaction write, WorkspaceId workspace, CancellationToken cancellationToken)
    {
        var promoted = await write.Connection.QuerySingleOrDefaultAsync<string>(write.Command(
            """
            UPDATE member SET is_organiser = 1
            WHERE id = (SELECT id FROM member WHERE workspace_id = @Workspace AND is_former = 0 ORDER BY met_at_ms, id LIMIT 1)
              AND NOT EXISTS (SELECT 1 FROM member WHERE workspace_id = @Workspace AND is_organiser = 1)
            RETURNING id
            """,
            new { Workspace = workspace.ToString() },
            cancellationToken));
        return promoted is null ? null : new MemberId(Guid.Parse(promoted));
    }
}
