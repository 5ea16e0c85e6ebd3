using System.Text.Json.Nodes;
using Bot.SlackEmulation.Api;
using Bot.SlackEmulation.Blocks;
using Bot.SlackEmulation.World;

namespace Bot.SlackEmulation.Interactions;

/// <summary>Takes what an acknowledgement or a response_url brings, and shows it to the person.</summary>
internal sealed class AnswerTaker(SlackWorld world)
{
    private const int MostUses = 5;
    private static readonly TimeSpan ResponseLife = TimeSpan.FromMinutes(30);

    /// <summary>Takes the payload of an acknowledgement.</summary>
    /// <exception cref="SlackInteractionFailedException">The person sees that something went wrong.</exception>
    public void TakeAcknowledgement(SlackInteraction interaction, JsonObject? payload)
    {
        var answer = payload is { Count: > 0 } ? payload : null;
        try
        {
            lock (world.Gate)
            {
                interaction.Answer = answer?.DeepClone().AsObject();
                Take(interaction, answer);
                interaction.IsAcknowledged = true;
            }
        }
        catch (ApiError error)
        {
            world.Refuse($"acknowledgement of {(string?)interaction.Payload["type"] ?? interaction.Type}", error.ToString());
            throw new SlackInteractionFailedException($"The app's answer was not understood: {error}");
        }

        world.Change();
    }

    /// <summary>Takes a use of a response_url. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses</summary>
    public async Task TakeResponseAsync(HttpContext http, string ticket)
    {
        JsonObject fields = [];
        string? error = null;
        try
        {
            fields = await ApiServer.ReadFieldsAsync(http.Request, takesJson: true);
            lock (world.Gate)
            {
                var interaction = world.Interactions.GetValueOrDefault(ticket) ?? throw new ApiError("invalid_url");
                Respond(interaction, fields);
            }

            await http.Response.WriteAsync(http.Request.Path.StartsWithSegments("/commands", StringComparison.Ordinal) ? "ok" : "{\"ok\":true}", http.RequestAborted);
        }
        catch (ApiError refusal)
        {
            error = refusal.Error;
            world.Refuse("response_url", refusal.ToString());
            http.Response.StatusCode = refusal.Error is "used_url" or "expired_url" or "invalid_url" ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest;
            http.Response.ContentType = "application/json; charset=utf-8";
            await http.Response.WriteAsync(refusal.ToJson().ToJsonString(), http.RequestAborted);
        }
        finally
        {
            world.Saw(new SeenCall("response_url", fields, error));
            world.Change();
        }
    }

    private void Take(SlackInteraction interaction, JsonObject? answer)
    {
        switch ((string?)interaction.Payload["type"])
        {
            case "view_submission":
                TakeSubmission(interaction, answer ?? []);
                break;
            case "block_suggestion":
                CheckOptions(answer ?? []);
                break;
            case null when answer is not null:
                RefuseUnknown(answer, "text", "blocks", "attachments", "response_type", "mrkdwn", "unfurl_links", "unfurl_media", "replace_original", "delete_original", "parse", "link_names");
                Post(interaction, answer);
                break;
            case "block_actions" or "view_closed" when answer is not null:
                throw new ApiError("payload_not_accepted", "this kind of envelope takes no payload");
        }
    }

    private void TakeSubmission(SlackInteraction interaction, JsonObject answer)
    {
        var view = interaction.OriginView!;
        switch (CheckList.TypeOf(answer["response_action"]))
        {
            case null when answer.Count == 0:
                view.IsOpen = false;
                break;
            case "clear":
                RefuseUnknown(answer, "response_action");
                foreach (var open in interaction.User.OpenViews)
                {
                    open.IsOpen = false;
                }

                break;
            case "errors":
                RefuseUnknown(answer, "response_action", "errors");
                TakeErrors(interaction, answer["errors"] as JsonObject ?? throw ApiError.MissingArgument("errors"));
                break;
            case "update":
                RefuseUnknown(answer, "response_action", "view");
                view.Update(ViewMethods.Modal(world, answer["view"] as JsonObject ?? throw ApiError.MissingArgument("view")));
                interaction.Opened = view;
                break;
            case "push" when interaction.User.OpenViews.Count < 3:
                RefuseUnknown(answer, "response_action", "view");
                interaction.Opened = new EmulatedView(world, interaction.User, ViewMethods.Modal(world, answer["view"] as JsonObject ?? throw ApiError.MissingArgument("view")), view);
                world.Views.Add(interaction.Opened);
                break;
            case "push":
                throw new ApiError("push_limit_reached");
            case var action:
                throw new ApiError("invalid_arguments", $"unknown response_action: {action}");
        }
    }

    private static void TakeErrors(SlackInteraction interaction, JsonObject errors)
    {
        var inputs = interaction.OriginView!.Blocks.Where(block => (string?)block["type"] == "input").Select(block => (string)block["block_id"]!).ToHashSet();
        if (errors.FirstOrDefault(error => !inputs.Contains(error.Key)) is { Key: { } stranger })
        {
            throw new ApiError("invalid_arguments", $"no input block is called {stranger}");
        }

        interaction.Errors = errors.ToDictionary(error => error.Key, error => CheckList.TypeOf(error.Value) is { Length: > 0 } text ? text : throw new ApiError("invalid_arguments", "an error is a text"));
    }

    private static void CheckOptions(JsonObject answer)
    {
        var check = new CheckList();
        check.Only(answer, "", "options", "option_groups");
        if (answer["options"] is not JsonArray { Count: 0 })
        {
            new CompositionCheck(check).OptionsOrGroups(answer, "");
        }

        if (check.Faults.Count > 0)
        {
            throw new ApiError("invalid_options", check.Faults);
        }
    }

    private void Respond(SlackInteraction interaction, JsonObject fields)
    {
        if (interaction.At + ResponseLife < world.Now)
        {
            throw new ApiError("expired_url");
        }

        if (interaction.ResponseUses >= MostUses)
        {
            throw new ApiError("used_url");
        }

        RefuseUnknown(fields, "text", "blocks", "attachments", "response_type", "replace_original", "delete_original", "thread_ts", "mrkdwn", "unfurl_links", "unfurl_media", "parse", "link_names", "metadata");
        interaction.ResponseUses++;
        var given = new ApiArguments(fields);
        var original = interaction.Origin ?? (interaction.Posts is [.., var last] ? last : null);
        if (given.Flag("delete_original"))
        {
            if (original is not null)
            {
                original.IsDeleted = true;
            }

            return;
        }

        // Whoever answers a button without saying which means the message that it is on.
        var replaces = given.Has("replace_original") ? given.Flag("replace_original") : interaction.Origin is not null && !given.Has("response_type");
        if (replaces && original is { IsDeleted: false })
        {
            original.Edit(MessageBody.Read(world, given));
            return;
        }

        Post(interaction, fields);
    }

    private void Post(SlackInteraction interaction, JsonObject fields)
    {
        var given = new ApiArguments(fields);
        var isPublic = given.Text("response_type") switch
        {
            "in_channel" => true,
            "ephemeral" or null => false,
            var type => throw new ApiError("invalid_arguments", $"unknown response_type: {type}"),
        };
        var body = MessageBody.Read(world, given);
        var (people, everyone) = Mentions.Of(interaction.User.Team, body);
        var post = new EmulatedPost(world.NextTs(), interaction.Channel!, interaction.User.Team.Bot, body)
        {
            SeenOnlyBy = isPublic ? null : interaction.User,
            ThreadTs = given.Text("thread_ts"),
            Notified = isPublic ? people : [],
            NotifiedEveryone = isPublic && everyone,
        };
        interaction.Channel!.Posts.Add(post);
        interaction.Give(post);
    }

    private static void RefuseUnknown(JsonObject answer, params ReadOnlySpan<string> known)
    {
        foreach (var (name, _) in answer)
        {
            if (!known.Contains(name))
            {
                throw new ApiError("invalid_arguments", $"unknown field: {name}");
            }
        }
    }
}
