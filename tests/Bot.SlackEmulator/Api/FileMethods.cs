using System.Text.Json.Nodes;
using Bot.SlackEmulation.World;

namespace Bot.SlackEmulation.Api;

/// <summary>Takes files in three steps: announce, send, complete. https://docs.slack.dev/messaging/working-with-files</summary>
internal sealed class FileMethods(SlackWorld world)
{
    public Dictionary<string, ApiMethod> All => new()
    {
        ["files.getUploadURLExternal"] = new("files:write", "filename! length! alt_txt snippet_type", Announce) { TakesJson = false },
        ["files.completeUploadExternal"] = new("files:write", "files! channel_id channels initial_comment thread_ts blocks", Complete),
        ["files.info"] = new("files:read", "file! count cursor limit page", Info) { TakesJson = false },
        ["files.delete"] = new("files:write", "file!", Delete),
    };

    /// <summary>Takes what is sent to the address that was given for a file.</summary>
    public static async Task TakeAsync(SlackWorld world, HttpContext http, string ticket)
    {
        byte[] content;
        if (http.Request.HasFormContentType)
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            await using var stream = form.Files[0].OpenReadStream();
            content = await ReadAsync(stream, http.RequestAborted);
        }
        else
        {
            content = await ReadAsync(http.Request.Body, http.RequestAborted);
        }

        EmulatedFile? file;
        lock (world.Gate)
        {
            file = world.Files.Find(file => file.Ticket == ticket && file.Content is null);
            if (file is not null && content.Length == file.Length)
            {
                file.Content = content;
            }
        }

        var error = file is null ? "not_found" : file.Content is null ? "length_mismatch" : null;
        world.Saw(new SeenCall("upload", new JsonObject { ["file"] = file?.Id, ["length"] = content.Length }, error));
        if (error is not null)
        {
            world.Refuse("upload", error);
            http.Response.StatusCode = file is null ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest;
            return;
        }

        world.Change();
        await http.Response.WriteAsync($"OK - {content.Length}", http.RequestAborted);
    }

    /// <summary>Gives a file to an app that may read files; everybody else is sent to where people log in.</summary>
    public static async Task ServeAsync(SlackWorld world, HttpContext http, string name)
    {
        EmulatedFile? file;
        bool isLetIn;
        lock (world.Gate)
        {
            file = world.Files.Find(file => $"{file.Team.Id}-{file.Id}" == name && file.IsComplete);
            isLetIn = file is not null && world.Scopes.Contains("files:read") && http.Request.Headers.Authorization == $"Bearer {file.Team.BotToken}";
        }

        world.Saw(new SeenCall("file", new JsonObject { ["file"] = file?.Id }, file is null ? "not_found" : isLetIn ? null : "not_let_in"));
        if (file is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (!isLetIn)
        {
            http.Response.Redirect("/login");
        }
        else
        {
            await http.Response.Body.WriteAsync(file.Content!.Value, http.RequestAborted);
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, cancellationToken);
        return memory.ToArray();
    }

    private JsonObject Announce(EmulatedTeam team, ApiArguments given)
    {
        var length = given.Number("length", 0);
        if (length <= 0)
        {
            throw ApiError.MissingArgument("length");
        }

        if (given.Text("alt_txt")?.Length > 1_000)
        {
            throw new ApiError("alt_txt_too_large");
        }

        var file = new EmulatedFile(world.NextId("F"), team, given.Need("filename"), length) { AltText = given.Text("alt_txt") ?? "" };
        world.Files.Add(file);
        return new JsonObject { ["ok"] = true, ["upload_url"] = $"{world.Address}/upload/v1/{file.Ticket}", ["file_id"] = file.Id };
    }

    private JsonObject Complete(EmulatedTeam team, ApiArguments given)
    {
        var files = new List<EmulatedFile>();
        foreach (var entry in (given.List("files", "invalid_arguments") ?? []).OfType<JsonObject>())
        {
            var file = world.Files.Find(file => file.Id == (string?)entry["id"] && file.Team == team && file is { Content: not null, IsComplete: false })
                ?? throw new ApiError("file_not_found");
            file.Title = (string?)entry["title"] ?? "";
            files.Add(file);
        }

        if (files.Count == 0)
        {
            throw ApiError.MissingArgument("files");
        }

        foreach (var id in (given.Text("channel_id") ?? given.Text("channels") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var channel = world.FindConversation(team, id) is { HasBot: true } found ? found : throw new ApiError("channel_not_found");
            var body = new JsonObject { ["text"] = given.Text("initial_comment") ?? "" };
            if (given.Has("blocks"))
            {
                body = MessageBody.Read(world, given);
            }

            channel.Posts.Add(new EmulatedPost(world.NextTs(), channel, team.Bot, body) { Files = [.. files], ThreadTs = given.Text("thread_ts") });
        }

        files.ForEach(file => file.IsComplete = true);
        return new JsonObject { ["ok"] = true, ["files"] = new JsonArray([.. files.Select(file => file.ToJson())]) };
    }

    private JsonObject Info(EmulatedTeam team, ApiArguments given) => new() { ["ok"] = true, ["file"] = Find(team, given).ToJson() };

    private JsonObject Delete(EmulatedTeam team, ApiArguments given)
    {
        world.Files.Remove(Find(team, given));
        return new JsonObject { ["ok"] = true };
    }

    private EmulatedFile Find(EmulatedTeam team, ApiArguments given) =>
        world.Files.Find(file => file.Id == given.Text("file") && file.Team == team && file.IsComplete) ?? throw new ApiError("file_not_found");
}
