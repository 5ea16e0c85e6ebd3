using System.Text.Json.Nodes;
using Bot.SlackEmulation.Blocks;
using Bot.SlackEmulation.World;

namespace Bot.SlackEmulation.Interactions;

/// <summary>Makes what the app is sent, as a person's client would have it, and refuses what a client would not let a person do.</summary>
internal sealed class PayloadMaker(SlackWorld world)
{
    /// <summary>A person calls a command. https://docs.slack.dev/interactivity/implementing-slash-commands</summary>
    public SlackInteraction Slash(EmulatedPerson user, EmulatedConversation channel, string command, string text)
    {
        var made = new SlackInteraction(world, "slash_commands", user, new JsonObject
        {
            ["token"] = world.VerificationToken,
            ["team_id"] = user.Team.Id,
            ["team_domain"] = user.Team.Domain,
            ["channel_id"] = channel.Id,
            ["channel_name"] = channel.Partner is not null ? "directmessage" : channel.IsPrivate ? "privategroup" : channel.Name,
            ["user_id"] = user.Id,
            ["user_name"] = user.Name,
            ["command"] = command,
            ["text"] = Completion.Escape(text),
            ["api_app_id"] = world.AppId,
            ["is_enterprise_install"] = "false",
        })
        { Channel = channel };
        return Keep(made, "commands");
    }

    /// <summary>A person uses an element of a message. https://docs.slack.dev/reference/interaction-payloads/block_actions-payload</summary>
    /// <param name="user">Who.</param>
    /// <param name="message">Which message.</param>
    /// <param name="named">The label of the button, or the action of any element.</param>
    /// <param name="chosen">What was chosen; <see langword="null"/> for a button.</param>
    public SlackInteraction Act(EmulatedPerson user, EmulatedPost message, string named, string? chosen)
    {
        if (message.IsDeleted || (message.SeenOnlyBy is { } only && only != user))
        {
            throw new SlackInteractionFailedException($"{user.Name} does not see that message.");
        }

        var element = BlockReader.Find(message.Body["blocks"], named) ?? throw new SlackInteractionFailedException($"The message has nothing called \"{named}\": {message.Rendered}");
        var payload = Start("block_actions", user);
        payload["container"] = new JsonObject
        {
            ["type"] = "message",
            ["message_ts"] = message.Ts,
            ["channel_id"] = message.Channel.Id,
            ["is_ephemeral"] = message.SeenOnlyBy is not null,
        };
        payload["channel"] = new JsonObject { ["id"] = message.Channel.Id, ["name"] = message.Channel.Partner is null ? message.Channel.Name : "directmessage" };
        if (message.SeenOnlyBy is null)
        {
            payload["message"] = message.ToJson(withMetadata: true);
        }

        payload["state"] = new JsonObject { ["values"] = new JsonObject() };
        payload["actions"] = new JsonArray(Action(element, chosen));
        return Keep(new SlackInteraction(world, "interactive", user, payload) { Channel = message.Channel, Origin = message }, "actions");
    }

    /// <summary>A person uses an element of a form or of the app's home.</summary>
    public SlackInteraction Act(EmulatedPerson user, EmulatedView view, string named, string? chosen)
    {
        RequireOpen(user, view);
        var element = BlockReader.Find(view.Body["blocks"], named) ?? throw new SlackInteractionFailedException($"The view has nothing called \"{named}\": {view.Rendered}");
        if (chosen is not null)
        {
            view.Typed = view.Typed.SetItem(BlockReader.BlockOf(element), chosen);
        }

        var payload = Start("block_actions", user);
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
        payload["view"] = view.ToJson();
        payload["actions"] = new JsonArray(Action(element, chosen));
        return Keep(new SlackInteraction(world, "interactive", user, payload) { OriginView = view }, address: null);
    }

    /// <summary>A person types into a menu whose options the app gives.</summary>
    public SlackInteraction Suggest(EmulatedPerson user, EmulatedPost? message, EmulatedView? view, string actionId, string typed)
    {
        var element = BlockReader.Find(message?.Body["blocks"] ?? view?.Body["blocks"], actionId) ?? throw new SlackInteractionFailedException($"There is nothing called \"{actionId}\".");
        if (typed.Length < (element["min_query_length"]?.GetValue<int>() ?? 3))
        {
            throw new SlackInteractionFailedException("The menu wants more letters before it asks.");
        }

        var payload = Start("block_suggestion", user);
        payload["container"] = view is not null
            ? new JsonObject { ["type"] = "view", ["view_id"] = view.Id }
            : new JsonObject { ["type"] = "message", ["message_ts"] = message!.Ts, ["channel_id"] = message.Channel.Id, ["is_ephemeral"] = message.SeenOnlyBy is not null };
        payload["action_id"] = actionId;
        payload["block_id"] = BlockReader.BlockOf(element);
        payload["value"] = typed;
        if (view is not null)
        {
            payload["view"] = view.ToJson();
        }

        return Keep(new SlackInteraction(world, "interactive", user, payload) { Origin = message, OriginView = view }, address: null);
    }

    /// <summary>A person sends a form. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload</summary>
    public SlackInteraction Submit(EmulatedPerson user, EmulatedView view, IReadOnlyDictionary<string, string> values)
    {
        RequireOpen(user, view);
        if (view.IsHome || user.OpenViews[^1] != view)
        {
            throw new SlackInteractionFailedException("That form is not on top.");
        }

        if (view.Body["submit"] is null)
        {
            throw new SlackInteractionFailedException("The form has no button to send it.");
        }

        view.Typed = view.Typed.SetItems(values);
        FormFields.Require(view, view.Typed);
        var payload = Start("view_submission", user);
        payload["view"] = view.ToJson();
        payload["response_urls"] = new JsonArray();
        return Keep(new SlackInteraction(world, "interactive", user, payload) { OriginView = view }, address: null);
    }

    /// <summary>A person closes a form.</summary>
    public SlackInteraction Close(EmulatedPerson user, EmulatedView view)
    {
        var payload = Start("view_closed", user);
        payload.Remove("trigger_id");
        payload["view"] = view.ToJson();
        payload["is_cleared"] = false;
        return Keep(new SlackInteraction(world, "interactive", user, payload) { OriginView = view, HasExchanged = true }, address: null);
    }

    /// <summary>Wraps an event as the Events API does. https://docs.slack.dev/apis/events-api</summary>
    public JsonObject Event(EmulatedTeam team, JsonObject happened)
    {
        var inner = happened.DeepClone().AsObject();
        inner["event_ts"] ??= world.NextTs();
        return new JsonObject
        {
            ["token"] = world.VerificationToken,
            ["team_id"] = team.Id,
            ["context_team_id"] = team.Id,
            ["context_enterprise_id"] = null,
            ["api_app_id"] = world.AppId,
            ["event"] = inner,
            ["type"] = "event_callback",
            ["event_id"] = world.NextId("Ev"),
            ["event_time"] = world.Now.ToUnixTimeSeconds(),
            ["authorizations"] = new JsonArray(new JsonObject
            {
                ["enterprise_id"] = null,
                ["team_id"] = team.Id,
                ["user_id"] = team.Bot.Id,
                ["is_bot"] = true,
                ["is_enterprise_install"] = false,
            }),
            ["is_ext_shared_channel"] = false,
        };
    }

    private JsonObject Start(string type, EmulatedPerson user) => new()
    {
        ["type"] = type,
        ["user"] = new JsonObject { ["id"] = user.Id, ["username"] = user.Name, ["name"] = user.Name, ["team_id"] = user.Team.Id },
        ["api_app_id"] = world.AppId,
        ["token"] = world.VerificationToken,
        ["trigger_id"] = "",
        ["team"] = new JsonObject { ["id"] = user.Team.Id, ["domain"] = user.Team.Domain },
        ["enterprise"] = null,
        ["is_enterprise_install"] = false,
    };

    private JsonObject Action(JsonObject element, string? chosen)
    {
        var type = (string)element["type"]!;
        if (type == "button" != chosen is null)
        {
            throw new SlackInteractionFailedException(chosen is null ? "That is no button." : "A button offers no choice.");
        }

        var action = type switch
        {
            "button" => new JsonObject { ["type"] = "button", ["text"] = Completion.Echo(element["text"]) },
            "overflow" => OfOverflow(element, chosen!),
            _ => FormFields.Value(element, chosen),
        };
        foreach (var field in (ReadOnlySpan<string>)["value", "style", "url", "placeholder", "confirm"])
        {
            if (element[field] is { } given && !action.ContainsKey(field))
            {
                action[field] = given.DeepClone();
            }
        }

        action["action_id"] = element["action_id"]!.DeepClone();
        action["block_id"] = BlockReader.BlockOf(element);
        action["action_ts"] = world.NextTs();
        return action;
    }

    private static JsonObject OfOverflow(JsonObject element, string chosen) => new()
    {
        ["type"] = "overflow",
        ["selected_option"] = ((JsonArray)element["options"]!).FirstOrDefault(option => (string?)option!["value"] == chosen)?.DeepClone()
            ?? throw new SlackInteractionFailedException($"{chosen} is no choice of {element["action_id"]}."),
    };

    private static void RequireOpen(EmulatedPerson user, EmulatedView view)
    {
        if (!view.IsOpen || view.Owner != user)
        {
            throw new SlackInteractionFailedException($"{user.Name} does not see that view.");
        }
    }

    private SlackInteraction Keep(SlackInteraction made, string? address)
    {
        if (made.Payload.ContainsKey("trigger_id") || made.Type == "slash_commands")
        {
            made.Payload["trigger_id"] = made.TriggerId;
        }

        if (address is not null)
        {
            made.ResponseUrl = $"{world.Address}/{address}/{made.User.Team.Id}/{made.ResponseTicket}";
            made.Payload["response_url"] = made.ResponseUrl;
        }

        lock (world.Gate)
        {
            (world.Interactions[made.TriggerId], world.Interactions[made.ResponseTicket]) = (made, made);
        }

        return made;
    }
}
