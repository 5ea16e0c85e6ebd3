using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Core.Members;

/// <summary>All that is stored of a member, as one JSON document.</summary>
/// <param name="traces">What each feature keeps.</param>
/// <param name="members">The member's row.</param>
/// <param name="settings">What the member set.</param>
/// <param name="time">The clock.</param>
public sealed class MemberExport(IEnumerable<IMemberTraces> traces, MemberStore members, SettingsStore settings, TimeProvider time)
{
    /// <summary>The version of the document. It rises when a part changes its meaning or goes; parts may be added at any time.</summary>
    public const int Schema = 1;

    private static readonly JsonSerializerOptions Readable = new(Json.Columns) { WriteIndented = true };

    /// <summary>Writes the document.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="id">The member.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>UTF-8 JSON, with an entry of null where nothing is known.</returns>
    /// <exception cref="InvalidOperationException">The workspace has no such member.</exception>
    public async Task<ImmutableArray<byte>> WriteAsync(Workspace workspace, MemberId id, CancellationToken cancellationToken)
    {
        var member = await members.FindMemberAsync(workspace.Id, id, cancellationToken)
            ?? throw new InvalidOperationException($"There is no member {id} in workspace {workspace.Id}.");
        var own = await settings.FindMemberAsync(workspace.Id, id, cancellationToken);
        var document = new JsonObject
        {
            ["schema"] = Schema,
            ["exportedAt"] = Json.Moment(time.GetUtcNow().ToUnixTimeMilliseconds()),
            ["workspace"] = new JsonObject
            {
                ["id"] = workspace.Id.ToString(),
                ["platform"] = Words.Of(workspace.Platform),
                ["platformId"] = workspace.PlatformId,
            },
            ["member"] = new JsonObject
            {
                ["id"] = id.ToString(),
                ["platformId"] = member.PlatformId,
                ["name"] = member.DisplayName,
                ["isOrganiser"] = member.IsOrganiser,
                ["metAt"] = Json.Moment((await members.FindMetAsync(workspace.Id, id, cancellationToken)).ToUnixTimeMilliseconds()),
            },
            ["settings"] = new JsonObject { ["zone"] = own.Zone, ["showsOnBoards"] = own.ShowsOnBoards },
        };
        foreach (var trace in traces)
        {
            document[trace.Name] = await trace.ExportAsync(workspace.Id, id, cancellationToken);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(JsonSerializer.SerializeToUtf8Bytes<JsonNode>(document, Readable));
    }
}

/// <summary>Parts of the document that a member takes along.</summary>
public static class Exports
{
    /// <summary>Reads a stored message for the document: without the bytes of an earlier document, which would double it each time.</summary>
    /// <param name="message">The message as JSON.</param>
    /// <returns>The message.</returns>
    public static JsonNode Slim(string message)
    {
        var view = JsonNode.Parse(message)!;
        if ((view["view"] ?? view) is JsonObject parts && parts["file"] is JsonObject file)
        {
            file.Remove("content");
        }

        return view;
    }
}
