using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.SlackEmulation.Blocks;
using Bot.SlackEmulation.World;

namespace Bot.SlackEmulation.Api;

/// <summary>Takes what a message is to say, and refuses what Slack does not post.</summary>
internal static class MessageBody
{
    /// <summary>Slack cuts a text that is longer; whoever sends one has lost its end.</summary>
    private const int LongestText = 40_000;

    /// <summary>Gives the body of a message as Slack stores it.</summary>
    /// <param name="world">Knows the files.</param>
    /// <param name="given">What was asked.</param>
    /// <param name="longest">How long the text may be, in characters.</param>
    /// <param name="mayBeEmpty">Whether a message that says nothing changes nothing.</param>
    public static JsonObject Read(SlackWorld world, ApiArguments given, int longest = LongestText, bool mayBeEmpty = false)
    {
        var body = new JsonObject();
        var text = given.Text("text") ?? given.Text("markdown_text");
        if (given.Has("markdown_text") && (given.Has("text") || given.Has("blocks")))
        {
            throw new ApiError("markdown_text_conflict");
        }

        if (text is not null)
        {
            body["text"] = text;
        }

        if (given.List("blocks", "invalid_blocks_format") is { } blocks)
        {
            var check = new CheckList();
            new BlockCheck(check, file => world.Files.Exists(known => known.IsComplete && (known.Id == file || (string?)known.ToJson()["url_private"] == file)))
                .Check(blocks, "/blocks", Surface.Message);
            if (check.Faults.Count > 0)
            {
                throw new ApiError("invalid_blocks", check.Faults);
            }

            body["blocks"] = Completion.Of(blocks);
        }

        if (given.List("attachments", "invalid_attachments") is { } attachments)
        {
            body["attachments"] = attachments.Count <= 100 ? attachments.DeepClone() : throw new ApiError("too_many_attachments");
        }

        if (given.Object("metadata", "invalid_metadata_format") is { } metadata)
        {
            CheckMetadata(metadata);
            body["metadata"] = metadata.DeepClone();
        }

        if (text is null or "" && (body["blocks"] ?? body["attachments"]) is null or JsonArray { Count: 0 } && !mayBeEmpty)
        {
            throw new ApiError("no_text");
        }

        return text?.Length > longest ? throw new ApiError("msg_too_long") : body;
    }

    private static void CheckMetadata(JsonObject metadata)
    {
        var check = new CheckList();
        check.Only(metadata, "/metadata", "event_type", "event_payload");
        var type = check.Text(metadata, "event_type", "/metadata", 1, 255, isRequired: true);
        if (!type.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-'))
        {
            check.Add("/metadata/event_type", "must be alphanumeric");
        }

        foreach (var (name, value) in check.Object(metadata, "event_payload", "/metadata", isRequired: true) ?? [])
        {
            if (!IsSimple(value) && value is not JsonObject && !(value is JsonArray list && list.All(one => IsSimple(one) || one is JsonObject)))
            {
                check.Add($"/metadata/event_payload/{name}", "invalid type");
            }
        }

        if (check.Faults.Count > 0)
        {
            throw new ApiError("invalid_metadata_schema", check.Faults);
        }
    }

    private static bool IsSimple(JsonNode? node) => node?.GetValueKind() is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;
}
