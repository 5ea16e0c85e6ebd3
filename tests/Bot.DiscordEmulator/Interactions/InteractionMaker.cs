using System.Globalization;
using System.Text.Json.Nodes;
using Bot.Emulation.World;

namespace Bot.Emulation.Interactions;

/// <summary>Makes interactions as a person's client would, and refuses what a client would not let a person do.</summary>
internal sealed class InteractionMaker(DiscordWorld world)
{
    /// <summary>A person calls a command.</summary>
    /// <param name="user">Who.</param>
    /// <param name="channel">Where.</param>
    /// <param name="typed">The command with its subcommand: "drill start".</param>
    /// <param name="options">Its options.</param>
    /// <param name="focused">The option that is being typed; <see langword="null"/> when the command is sent.</param>
    public EmulatedInteraction Command(EmulatedUser user, EmulatedChannel channel, string typed, IReadOnlyDictionary<string, string> options, string? focused)
    {
        var words = typed.Split(' ');
        var command = (world.Commands.GetValueOrDefault(channel.Guild?.Id ?? "", []).Concat(world.Commands.GetValueOrDefault("", [])))
            .OfType<JsonObject>().FirstOrDefault(known => known["name"]!.GetValue<string>() == words[0])
            ?? throw new InteractionFailedException($"No command is called /{words[0]}.");
        var known = (command["options"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var given = new JsonArray();
        var into = given;
        if (words.Length > 1)
        {
            var sub = known.Find(option => option["type"]!.GetValue<int>() == 1 && option["name"]!.GetValue<string>() == words[1])
                ?? throw new InteractionFailedException($"No command is called /{typed}.");
            known = [.. (sub["options"] as JsonArray ?? []).OfType<JsonObject>()];
            into = [];
            given.Add(new JsonObject { ["type"] = 1, ["name"] = words[1], ["options"] = into });
        }
        else if (known.Exists(option => option["type"]!.GetValue<int>() == 1))
        {
            throw new InteractionFailedException($"/{typed} wants a subcommand.");
        }

        foreach (var (name, value) in options)
        {
            var option = known.Find(option => option["name"]!.GetValue<string>() == name) ?? throw new InteractionFailedException($"/{typed} has no option {name}.");
            var choices = (option["choices"] as JsonArray ?? []).Select(choice => choice!["value"]!.GetValue<string>()).ToList();
            if (focused is null && choices.Count > 0 && !choices.Contains(value))
            {
                throw new InteractionFailedException($"{value} is no choice of {name}.");
            }

            var said = new JsonObject { ["type"] = 3, ["name"] = name, ["value"] = value };
            if (name == focused)
            {
                said["focused"] = true;
            }

            into.Add(said);
        }

        return Make(focused is null ? 2 : 4, user, channel, new JsonObject
        {
            ["id"] = command["id"]?.DeepClone() ?? world.NextId(),
            ["name"] = words[0],
            ["type"] = 1,
            ["options"] = given,
        });
    }

    /// <summary>A person does something that needs no command of the bot's.</summary>
    public EmulatedInteraction Anything(EmulatedUser user, EmulatedChannel channel) => Make(2, user, channel, new JsonObject { ["name"] = "anything", ["type"] = 1 });

    /// <summary>A person presses a button or chooses something.</summary>
    public EmulatedInteraction Press(EmulatedUser user, EmulatedMessage message, string customId, IReadOnlyList<string>? chosen)
    {
        if (message.IsDeleted || (message.SeenOnlyBy is { } only && only != user))
        {
            throw new InteractionFailedException($"{user.Name} does not see that message.");
        }

        var component = message.Find(customId);
        if (component["disabled"]?.GetValue<bool>() == true)
        {
            throw new InteractionFailedException("The button is greyed out.");
        }

        var data = new JsonObject { ["custom_id"] = customId, ["component_type"] = component["type"]!.DeepClone(), ["id"] = 1 };
        if (chosen is not null)
        {
            data["values"] = new JsonArray([.. chosen.Select(value => JsonValue.Create(value))]);
        }

        return Make(3, user, message.Channel, data, message);
    }

    /// <summary>A person sends the form that an interaction opened.</summary>
    /// <param name="opened">What opened it.</param>
    /// <param name="values">What is written into its fields.</param>
    /// <param name="files">What is attached to its fields.</param>
    public EmulatedInteraction Submit(EmulatedInteraction opened, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, EmulatedAttachment> files)
    {
        var modal = opened.Modal ?? throw new InteractionFailedException("No form is open.");
        var filled = new HashSet<string>();
        var attached = new JsonObject();
        var components = new JsonArray();
        var number = 1;
        foreach (var part in (modal["components"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var type = part["type"]!.GetValue<int>();
            components.Add(type switch
            {
                18 when part["component"]!["type"]!.GetValue<int>() == 19 =>
                    new JsonObject { ["type"] = 18, ["id"] = number++, ["component"] = Attach((JsonObject)part["component"]!, files, filled, attached, number++) },
                18 => new JsonObject { ["type"] = 18, ["id"] = number++, ["component"] = Fill((JsonObject)part["component"]!, values, filled, number++) },
                1 => new JsonObject { ["type"] = 1, ["id"] = number++, ["components"] = new JsonArray(Fill((JsonObject)part["components"]![0]!, values, filled, number++)) },
                _ => new JsonObject { ["type"] = type, ["id"] = number++ },
            });
        }

        if (values.Keys.Concat(files.Keys).FirstOrDefault(name => !filled.Contains(name)) is { } unknown)
        {
            throw new InteractionFailedException($"The form has no field {unknown}.");
        }

        var data = new JsonObject { ["custom_id"] = modal["custom_id"]!.DeepClone(), ["components"] = components };
        if (attached.Count > 0)
        {
            data["resolved"] = new JsonObject { ["attachments"] = attached };
        }

        return Make(5, opened.User, opened.Channel, data, opened.Origin);
    }

    private JsonObject Attach(JsonObject upload, IReadOnlyDictionary<string, EmulatedAttachment> files, HashSet<string> filled, JsonObject attached, int number)
    {
        var id = upload["custom_id"]!.GetValue<string>();
        filled.Add(id);
        if (files.GetValueOrDefault(id) is not { } file)
        {
            return upload["required"]?.GetValue<bool>() == false
                ? new JsonObject { ["type"] = 19, ["id"] = number, ["custom_id"] = id, ["values"] = new JsonArray() }
                : throw new InteractionFailedException($"The field {id} wants a file.");
        }

        var attachment = world.NextId();
        world.Attachments[attachment] = file;
        attached[attachment] = new JsonObject
        {
            ["id"] = attachment,
            ["filename"] = file.Name,
            ["size"] = file.Content.Length,
            ["url"] = $"{world.Address}/ephemeral-attachments/{attachment}/{Uri.EscapeDataString(file.Name)}?ex=0&is=0&hm=0",
            ["proxy_url"] = $"{world.Address}/ephemeral-attachments/{attachment}/{Uri.EscapeDataString(file.Name)}?ex=0&is=0&hm=0",
            ["content_type"] = "application/octet-stream",
            ["ephemeral"] = true,
        };
        return new JsonObject { ["type"] = 19, ["id"] = number, ["custom_id"] = id, ["values"] = new JsonArray(attachment) };
    }

    private static JsonObject Fill(JsonObject input, IReadOnlyDictionary<string, string> values, HashSet<string> filled, int number)
    {
        var id = input["custom_id"]!.GetValue<string>();
        filled.Add(id);
        var value = values.GetValueOrDefault(id) ?? input["value"]?.GetValue<string>() ?? "";
        var most = input["max_length"]?.GetValue<int>() ?? 4_000;
        if (value.Length > most || (value.Length == 0 && input["required"]?.GetValue<bool>() != false))
        {
            throw new InteractionFailedException(value.Length == 0 ? $"The field {id} must be filled in." : $"The field {id} takes {most} characters.");
        }

        return new JsonObject { ["type"] = 4, ["id"] = number, ["custom_id"] = id, ["value"] = value };
    }

    private EmulatedInteraction Make(int type, EmulatedUser user, EmulatedChannel channel, JsonObject data, EmulatedMessage? origin = null)
    {
        var (id, token) = (world.NextId(), Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(96)).Replace('/', '_').Replace('+', '-'));
        var member = channel.Guild?.Find(user);
        if (channel.Guild is not null && member is null)
        {
            throw new InteractionFailedException($"{user.Name} is not in {channel.Guild.Name}.");
        }

        var payload = new JsonObject
        {
            ["id"] = id,
            ["application_id"] = world.ApplicationId,
            ["type"] = type,
            ["token"] = token,
            ["version"] = 1,
            ["data"] = data,
            ["channel_id"] = channel.Id,
            ["channel"] = channel.ToJson(),
            ["locale"] = user.Locale,
            ["entitlements"] = new JsonArray(),
            ["attachment_size_limit"] = 10_485_760,
            ["app_permissions"] = ((long)channel.BotPermissions).ToString(CultureInfo.InvariantCulture),
            ["authorizing_integration_owners"] = new JsonObject { ["0"] = channel.Guild?.Id ?? "0" },
            ["context"] = channel.Guild is null ? 1 : 0,
        };
        if (member is not null)
        {
            var json = member.ToJson();
            json["permissions"] = ((long)member.Permissions).ToString(CultureInfo.InvariantCulture);
            payload["member"] = json;
            payload["guild_id"] = channel.Guild!.Id;
            payload["guild_locale"] = "en-US";
            payload["guild"] = new JsonObject { ["id"] = channel.Guild.Id, ["locale"] = "en-US", ["features"] = new JsonArray() };
        }
        else
        {
            payload["user"] = user.ToJson();
        }

        if (origin is not null)
        {
            payload["message"] = origin.ToJson();
        }

        var made = new EmulatedInteraction(id, token, type, user, channel, world.Now, payload) { Origin = origin };
        lock (world.Gate)
        {
            world.Interactions.Add(made);
        }

        return made;
    }
}
