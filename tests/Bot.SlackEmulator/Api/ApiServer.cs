using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.SlackEmulation.Faults;
using Bot.SlackEmulation.World;

namespace Bot.SlackEmulation.Api;

/// <summary>The Web API. https://docs.slack.dev/apis/web-api</summary>
internal sealed class ApiServer(SlackWorld world, SlackFaults faults, Func<string> openConnection, Installs installs)
{
    private readonly IReadOnlyDictionary<string, ApiMethod> _methods = new[]
    {
        new ChatMethods(world, faults).All,
        new ViewMethods(world, faults).All,
        new ConversationMethods(world).All,
        new TeamMethods(world).All,
        new FileMethods(world).All,
    }.SelectMany(methods => methods).ToDictionary();

    /// <summary>Answers one call.</summary>
    /// <param name="http">The request.</param>
    /// <param name="name">The method's name.</param>
    public async Task AnswerAsync(HttpContext http, string name)
    {
        var given = new ApiArguments([]);
        string? error = null;
        try
        {
            given = await ReadAsync(http.Request, name);
            var fault = faults.Take(name);
            if (fault?.Until is { } until)
            {
                faults.Waiting++;
                world.Change();
                await until.WaitAsync(http.RequestAborted);
            }

            await WaitAsync(http, fault?.Delay);
            if (fault is null or { AfterEffect: true } or { IsLate: true })
            {
                var answer = Do(http, name, given);
                fault?.Met?.Invoke();
                await WaitAsync(http, fault?.Lag);
                if (fault is null or { IsLate: true })
                {
                    await WriteAsync(http, answer);
                    return;
                }
            }

            error = fault.Error;
            await FailAsync(http, fault);
        }
        catch (ApiError refusal)
        {
            error = refusal.Error;
            if (refusal.Error == "ratelimited")
            {
                await FailAsync(http, ApiFault.TooMany(1));
                return;
            }

            world.Refuse(name, refusal.ToString());
            await WriteAsync(http, refusal.ToJson());
        }
        finally
        {
            world.Saw(new SeenCall(name, Discreet(given), error));
            world.Change();
        }
    }

    /// <summary>Answers a use of a response_url, unless something goes wrong.</summary>
    public async Task AnswerResponseAsync(HttpContext http, Func<Task> answer)
    {
        var fault = faults.Take("response_url");
        await WaitAsync(http, fault?.Delay);
        if (fault is null or { IsLate: true })
        {
            await (fault?.Until ?? Task.CompletedTask);
            await answer();
            fault?.Met?.Invoke();
            return;
        }

        if (fault.AfterEffect)
        {
            await answer();
            fault.Met?.Invoke();
            await WaitAsync(http, fault.Lag);
            http.Abort();
            return;
        }

        world.Saw(new SeenCall("response_url", [], fault.Error));
        await FailAsync(http, fault);
        world.Change();
    }

    private async Task WaitAsync(HttpContext http, TimeSpan? wait)
    {
        if (wait is { Ticks: > 0 } some)
        {
            await Task.Delay(some, world.Time, http.RequestAborted);
        }
    }

    /// <summary>Reads fields from a form, a query string, or JSON.</summary>
    public static async Task<JsonObject> ReadFieldsAsync(HttpRequest request, bool takesJson)
    {
        var fields = new JsonObject();
        foreach (var (key, value) in request.Query)
        {
            fields[key] = value.ToString();
        }

        if (request.HasFormContentType)
        {
            foreach (var (key, value) in await request.ReadFormAsync(request.HttpContext.RequestAborted))
            {
                fields[key] = value.ToString();
            }
        }
        else if (takesJson && request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true)
        {
            using var reader = new StreamReader(request.Body);
            foreach (var (key, value) in await ParseAsync(reader, request.HttpContext.RequestAborted))
            {
                fields[key] = value?.DeepClone();
            }
        }

        return fields;
    }

    private static async Task<JsonObject> ParseAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return JsonNode.Parse(await reader.ReadToEndAsync(cancellationToken)) as JsonObject ?? throw new ApiError("json_not_object");
        }
        catch (JsonException)
        {
            throw new ApiError("invalid_json");
        }
    }

    private async Task<ApiArguments> ReadAsync(HttpRequest request, string name) =>
        new(await ReadFieldsAsync(request, !_methods.TryGetValue(name, out var method) || method.TakesJson));

    private JsonObject Do(HttpContext http, string name, ApiArguments given)
    {
        var header = http.Request.Headers.Authorization.ToString();
        var token = header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..]
            : http.Request.HasFormContentType ? given.Text("token") ?? "" : "";
        if (name == "apps.connections.open")
        {
            return OpenConnection(header, token);
        }

        if (name == "oauth.v2.access")
        {
            return installs.Exchange(given);
        }

        if (!_methods.TryGetValue(name, out var method))
        {
            throw new ApiError("unknown_method");
        }

        lock (world.Gate)
        {
            var team = Authenticate(token);
            http.Response.Headers["X-OAuth-Scopes"] = string.Join(',', world.Scopes);
            if (method.Scope.Length > 0 && !world.Scopes.Contains(method.Scope))
            {
                throw ApiError.MissingScope(method.Scope, world.Scopes);
            }

            method.Check(given);
            var answer = method.Do(team, given);
            if (http.Request.ContentType == "application/json")
            {
                answer["warning"] = "missing_charset";
                answer["response_metadata"] = new JsonObject { ["warnings"] = new JsonArray("missing_charset") };
            }

            return answer;
        }
    }

    private JsonObject OpenConnection(string header, string token)
    {
        if (header.Length == 0 || token.Length == 0)
        {
            throw new ApiError("not_authed");
        }

        if (token.StartsWith("xoxb-", StringComparison.Ordinal))
        {
            throw new ApiError("not_allowed_token_type");
        }

        return token == world.AppToken ? new JsonObject { ["ok"] = true, ["url"] = openConnection() } : throw new ApiError("invalid_auth");
    }

    private EmulatedTeam Authenticate(string token)
    {
        if (token.Length == 0)
        {
            throw new ApiError("not_authed");
        }

        if (token == world.AppToken)
        {
            throw new ApiError("not_allowed_token_type");
        }

        var team = world.Teams.Find(team => team.BotToken == token) ?? throw new ApiError("invalid_auth");
        return team.IsInstalled ? team : throw new ApiError("account_inactive");
    }

    private static async Task FailAsync(HttpContext http, ApiFault fault)
    {
        switch (fault)
        {
            case { Status: 0 }:
                http.Abort();
                break;
            case { Status: 429 }:
                http.Response.Headers["Retry-After"] = fault.RetryAfter.ToString(CultureInfo.InvariantCulture);
                http.Response.StatusCode = 429;
                await WriteAsync(http, new JsonObject { ["ok"] = false, ["error"] = "ratelimited" });
                break;
            case { Status: 200 }:
                await WriteAsync(http, new JsonObject { ["ok"] = false, ["error"] = fault.Error });
                break;
            default:
                http.Response.StatusCode = fault.Status;
                await http.Response.WriteAsync($"<html>{fault.Status}</html>", http.RequestAborted);
                break;
        }
    }

    private static async Task WriteAsync(HttpContext http, JsonObject answer)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(answer.ToJsonString(), http.RequestAborted);
    }

    private static JsonObject Discreet(ApiArguments given)
    {
        var copy = given.Fields.DeepClone().AsObject();
        copy.Remove("token");
        copy.Remove("client_secret");
        return copy;
    }
}
