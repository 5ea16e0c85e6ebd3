using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Emulation.Faults;
using Bot.Emulation.Interactions;
using Bot.Emulation.World;

namespace Bot.Emulation.Rest;

/// <summary>The REST interface, version 10. https://docs.discord.com/developers/reference</summary>
internal sealed class RestServer(DiscordWorld world, EmulatorFaults faults, Func<JsonObject> gatewayBot)
{
    private static readonly TimeSpan NonceLife = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstAnswerLife = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);

    private readonly ConcurrentQueue<SeenRequest> _requests = new();
    private readonly ConcurrentQueue<string> _refusals = new();

    public IReadOnlyCollection<SeenRequest> Requests => _requests;

    public IReadOnlyCollection<string> Refusals => _refusals;

    /// <summary>Answers one request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="path">The path behind the version.</param>
    public async Task AnswerAsync(HttpContext http, string path)
    {
        var method = http.Request.Method;
        JsonNode? body = null;
        var files = 0;
        var status = 500;
        try
        {
            (body, files) = await ReadAsync(http.Request);
            var fault = faults.Take(method, path);
            await WaitAsync(http, fault?.Delay);
            if (fault is null or { AfterEffect: true } or { IsLate: true })
            {
                var answer = Do(http, method, path, body, files);
                status = answer is null ? 204 : 200;
                fault?.Met?.Invoke();
                await WaitAsync(http, fault?.Lag);
                if (fault is null or { IsLate: true })
                {
                    await WriteAsync(http, path, status, answer);
                    return;
                }
            }

            status = fault.Status;
            await FailAsync(http, path, fault);
        }
        catch (RestError error)
        {
            status = error.Status;
            if (error.Status is 400 or 401 or 403 or 404)
            {
                _refusals.Enqueue($"{method} {Discreet(path)}: {error}");
            }

            await WriteAsync(http, path, status, error.ToJson());
        }
        catch (JsonException)
        {
            status = 400;
            _refusals.Enqueue($"{method} {Discreet(path)}: no JSON");
            await WriteAsync(http, path, status, new RestError(400, 50109, "The request body contains invalid JSON.").ToJson());
        }
        finally
        {
            _requests.Enqueue(new SeenRequest(method, path, body, status));
            world.Change();
        }
    }

    // Whoever gave up waiting does not hear of it; what was asked in time is done.
    private async Task WaitAsync(HttpContext http, TimeSpan? wait)
    {
        if (wait is { Ticks: > 0 } some)
        {
            await Task.Delay(some, world.Time, http.RequestAborted);
        }
    }

    private async Task FailAsync(HttpContext http, string path, RestFault fault)
    {
        switch (fault.Status)
        {
            case 0:
                http.Abort();
                break;
            case 429:
                http.Response.Headers["Retry-After"] = Math.Ceiling(fault.RetryAfter).ToString(CultureInfo.InvariantCulture);
                http.Response.Headers["X-RateLimit-Scope"] = fault.Scope;
                if (fault.Scope == "global")
                {
                    http.Response.Headers["X-RateLimit-Global"] = "true";
                }

                await WriteAsync(http, path, 429, new JsonObject { ["message"] = "You are being rate limited.", ["retry_after"] = fault.RetryAfter, ["global"] = fault.Scope == "global" });
                break;
            default:
                await WriteAsync(http, path, fault.Status, new JsonObject { ["message"] = $"{fault.Status}", ["code"] = fault.Code });
                break;
        }
    }

    private static async Task WriteAsync(HttpContext http, string path, int status, JsonNode? answer)
    {
        http.Response.StatusCode = status;
        if (status < 300)
        {
            // Wide limits: how the bot keeps to narrow ones is a story of its own.
            http.Response.Headers["X-RateLimit-Bucket"] = $"b{Math.Abs(string.GetHashCode(path.Split('/')[0], StringComparison.Ordinal)):x}";
            http.Response.Headers["X-RateLimit-Limit"] = "1000";
            http.Response.Headers["X-RateLimit-Remaining"] = "999";
            http.Response.Headers["X-RateLimit-Reset-After"] = "1.000";
        }

        if (answer is not null)
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(answer.ToJsonString());
        }
    }

    private JsonNode? Do(HttpContext http, string method, string path, JsonNode? body, int files)
    {
        var parts = path.Split('/');
        var needsToken = parts[0] is not ("interactions" or "webhooks");
        if (needsToken && http.Request.Headers.Authorization != $"Bot {world.Token}")
        {
            throw RestError.Unauthorized;
        }

        if (http.Request.Headers.UserAgent.Count == 0)
        {
            throw new RestError(403, 40333, "internal network error");
        }

        var given = body as JsonObject ?? [];
        lock (world.Gate)
        {
            return (method, parts) switch
            {
                ("GET", ["gateway"]) => new JsonObject { ["url"] = gatewayBot()["url"]!.DeepClone() },
                ("GET", ["gateway", "bot"]) => gatewayBot(),
                ("GET", ["users", "@me"]) => world.Bot.ToJson(),
                ("GET", ["applications", "@me"]) or ("GET", ["oauth2", "applications", "@me"]) => Application(),
                ("GET", ["users", "@me", "guilds"]) => new JsonArray([.. world.Guilds.Where(guild => guild.HasBot).Select(Brief)]),
                ("POST", ["users", "@me", "channels"]) => world.DirectWith(world.Users.Find(user => user.Id == given["recipient_id"]?.ToString()) ?? throw RestError.UnknownUser).ToJson(),
                ("GET", ["applications", var application, "commands"]) => ListCommands(application, ""),
                ("PUT", ["applications", var application, "commands"]) => SetCommands(application, "", body),
                ("GET", ["applications", var application, "guilds", var guild, "commands"]) => ListCommands(application, guild),
                ("PUT", ["applications", var application, "guilds", var guild, "commands"]) => SetCommands(application, guild, body),
                ("GET", ["guilds", var guild]) => Guild(guild).ToJson(),
                ("GET", ["guilds", var guild, "channels"]) => new JsonArray([.. Guild(guild).Channels.Select(channel => channel.ToJson())]),
                ("GET", ["guilds", var guild, "roles"]) => new JsonArray([.. Guild(guild).Roles.Select((role, position) => role.ToJson(position))]),
                ("GET", ["channels", var channel]) => Channel(channel).ToJson(),
                ("GET", ["channels", var channel, "messages"]) => new JsonArray([.. Channel(channel).Messages.Where(message => !message.IsDeleted && message.SeenOnlyBy is null).Reverse().Take(50).Select(message => message.ToJson())]),
                ("POST", ["channels", var channel, "messages"]) => Post(Channel(channel), given, files),
                ("GET", ["channels", var channel, "messages", var message]) => Message(channel, message).ToJson(),
                ("PATCH", ["channels", var channel, "messages", var message]) => Edit(Message(channel, message), given, files),
                ("DELETE", ["channels", var channel, "messages", var message]) => Delete(Message(channel, message)),
                ("POST", ["channels", _, "typing"]) => null,
                ("POST", ["interactions", var id, var token, "callback"]) => Callback(id, token, given, http.Request.Query["with_response"] == "true"),
                ("POST", ["webhooks", var application, var token]) => FollowUp(application, token, given, files),
                ("GET", ["webhooks", var application, var token, "messages", var message]) => Answer(application, token, message).ToJson(),
                ("PATCH", ["webhooks", var application, var token, "messages", var message]) => Edit(Answer(application, token, message), given, files),
                ("DELETE", ["webhooks", var application, var token, "messages", var message]) => Delete(Answer(application, token, message)),
                _ => throw new RestError(404, 0, "404: Not Found"),
            };
        }
    }

    private JsonObject Brief(EmulatedGuild guild) => new()
    {
        ["id"] = guild.Id,
        ["name"] = guild.Name,
        ["icon"] = null,
        ["owner"] = false,
        ["permissions"] = ((long)guild.Find(world.Bot)!.Permissions).ToString(CultureInfo.InvariantCulture),
        ["features"] = new JsonArray(),
    };

    private JsonObject Application() => new()
    {
        ["id"] = world.ApplicationId,
        ["name"] = world.Bot.Name,
        ["description"] = "",
        ["icon"] = null,
        ["flags"] = 0,
        ["verify_key"] = new string('0', 64),
        ["bot_public"] = true,
        ["bot_require_code_grant"] = false,
        ["summary"] = "",
        ["team"] = null,
        ["approximate_guild_count"] = world.Guilds.Count,
        ["bot"] = world.Bot.ToJson(),
    };

    private JsonArray ListCommands(string application, string guild)
    {
        Own(application);
        return (JsonArray)world.Commands.GetValueOrDefault(guild, []).DeepClone();
    }

    private JsonArray SetCommands(string application, string guild, JsonNode? body)
    {
        Own(application);
        var commands = (JsonArray)(body as JsonArray ?? throw new RestError(400, 50035, "Invalid Form Body")).DeepClone();
        BodyCheck.OfCommands(commands);
        foreach (var command in commands.OfType<JsonObject>())
        {
            command["id"] = world.NextId();
            command["application_id"] = application;
            command["version"] = world.NextId();
            command["type"] ??= 1;
            command["default_member_permissions"] ??= null;
            command["nsfw"] ??= false;
            command["contexts"] ??= null;
            command["integration_types"] ??= new JsonArray(0);
            if (guild.Length > 0)
            {
                command["guild_id"] = guild;
            }
        }

        world.Commands[guild] = commands;
        return (JsonArray)commands.DeepClone();
    }

    private JsonObject Post(EmulatedChannel channel, JsonObject body, int files)
    {
        if (channel.Recipient is { AcceptsDirectMessages: false })
        {
            throw RestError.CannotSendToUser;
        }

        if (channel.Guild is not null && !channel.BotPermissions.HasFlag(DiscordPermissions.SendMessages))
        {
            throw RestError.MissingPermissions;
        }

        if (channel.Guild is not null && body["embeds"] is JsonArray { Count: > 0 } && !channel.BotPermissions.HasFlag(DiscordPermissions.EmbedLinks))
        {
            throw RestError.MissingPermissions;
        }

        BodyCheck.OfMessage(body, files, mayBeEmpty: false);
        var nonce = body["nonce"]?.ToString();
        if (nonce is not null && body["enforce_nonce"]?.GetValue<bool>() == true
            && channel.Messages.Find(message => message.Nonce == nonce && message.CreatedAt + NonceLife > world.Now) is { } same)
        {
            return same.ToJson();
        }

        var (people, everyone) = MessageAudience.Of(world, channel, body);
        var made = new EmulatedMessage(world.NextId(), channel, world.Bot, world.Now, Said(body)) { Nonce = nonce, Notified = people, NotifiedEveryone = everyone };
        channel.Messages.Add(made);
        return made.ToJson();
    }

    private static JsonObject Edit(EmulatedMessage message, JsonObject changes, int files)
    {
        var body = message.Body;
        foreach (var (field, value) in Said(changes))
        {
            body[field] = value?.DeepClone();
        }

        BodyCheck.OfMessage(body, files + message.Attachments.Count, mayBeEmpty: false);
        message.Edit(body, message.CreatedAt);
        return message.ToJson();
    }

    private static JsonNode? Delete(EmulatedMessage message)
    {
        message.IsDeleted = true;
        return null;
    }

    private JsonObject? Callback(string id, string token, JsonObject body, bool withResponse)
    {
        var interaction = world.Interactions.Find(interaction => interaction.Id == id && interaction.Token == token) ?? throw RestError.UnknownInteraction;
        if (interaction.AnswerType != 0)
        {
            throw RestError.Acknowledged;
        }

        if (interaction.CreatedAt + FirstAnswerLife < world.Now)
        {
            throw RestError.UnknownInteraction;
        }

        InteractionCallback.Take(world, interaction, body);
        return withResponse
            ? new JsonObject
            {
                ["interaction"] = new JsonObject { ["id"] = id, ["type"] = interaction.Type, ["response_message_id"] = interaction.Original?.Id, ["response_message_loading"] = interaction.Original?.IsLoading ?? false },
                ["resource"] = new JsonObject { ["type"] = interaction.AnswerType, ["message"] = interaction.Original?.ToJson() },
            }
            : null;
    }

    private JsonObject FollowUp(string application, string token, JsonObject body, int files)
    {
        var interaction = Find(application, token);
        if (interaction.AnswerType is 0)
        {
            throw RestError.UnknownWebhook;
        }

        BodyCheck.OfMessage(body, files, mayBeEmpty: false);
        if (interaction.Original is { IsLoading: true, IsDeleted: false } original)
        {
            return Edit(original, body, files);
        }

        var isPrivate = ((body["flags"]?.GetValue<int>() ?? 0) & 64) != 0;
        var (people, everyone) = isPrivate ? ([], false) : MessageAudience.Of(world, interaction.Channel, body);
        var made = InteractionCallback.MessageOf(world, interaction, Said(body), isPrivate, isLoading: false, people, everyone);
        interaction.Given.Add(made);
        return made.ToJson();
    }

    private EmulatedMessage Answer(string application, string token, string message)
    {
        var interaction = Find(application, token);
        if (interaction.AnswerType is 0)
        {
            throw RestError.UnknownWebhook;
        }

        var found = message == "@original" ? interaction.Original : interaction.Given.Find(given => given.Id == message);
        return found is { IsDeleted: false } ? found : throw RestError.UnknownMessage;
    }

    private EmulatedInteraction Find(string application, string token)
    {
        Own(application);
        var interaction = world.Interactions.Find(interaction => interaction.Token == token) ?? throw RestError.UnknownWebhook;
        return interaction.CreatedAt + TokenLife > world.Now ? interaction : throw RestError.InvalidWebhookToken;
    }

    private EmulatedGuild Guild(string id) => world.Guilds.Find(guild => guild.Id == id && guild.HasBot) ?? throw RestError.UnknownGuild;

    private EmulatedChannel Channel(string id)
    {
        var channel = world.FindChannel(id) ?? throw RestError.UnknownChannel;
        return channel.Guild is { HasBot: false } || !channel.BotPermissions.HasFlag(DiscordPermissions.ViewChannel) ? throw RestError.MissingAccess : channel;
    }

    private EmulatedMessage Message(string channel, string id) =>
        Channel(channel).Messages.Find(message => message.Id == id && !message.IsDeleted && message.SeenOnlyBy is null) ?? throw RestError.UnknownMessage;

    private void Own(string application)
    {
        if (application != world.ApplicationId)
        {
            throw new RestError(403, 20012, "You are not authorized to perform this action on this application");
        }
    }

    private static JsonObject Said(JsonObject body)
    {
        var said = new JsonObject();
        foreach (var field in new[] { "content", "embeds", "components", "attachments", "flags" })
        {
            if (body.ContainsKey(field))
            {
                said[field] = body[field]?.DeepClone();
            }
        }

        return said;
    }

    private static async Task<(JsonNode? Body, int Files)> ReadAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync();
            return (JsonNode.Parse(form["payload_json"].ToString()), form.Files.Count);
        }

        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync();
        return (text.Length == 0 ? null : JsonNode.Parse(text), 0);
    }

    // Tokens of interactions are secrets even here.
    private static string Discreet(string path) => string.Join('/', path.Split('/').Select(part => part.Length > 30 ? "…" : part));
}
