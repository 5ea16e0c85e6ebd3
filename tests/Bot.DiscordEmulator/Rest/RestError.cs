using System.Text.Json.Nodes;

namespace Bot.Emulation.Rest;

/// <summary>Why Discord would not do something. https://docs.discord.com/developers/topics/opcodes-and-status-codes#json</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="code">Discord's number.</param>
/// <param name="message">Discord's words.</param>
/// <param name="errors">What is wrong with which field.</param>
internal sealed class RestError(int status, int code, string message, JsonObject? errors = null) : Exception(message)
{
    public int Status { get; } = status;

    public int Code { get; } = code;

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["message"] = Message, ["code"] = Code };
        if (errors is not null)
        {
            json["errors"] = errors.DeepClone();
        }

        return json;
    }

    public override string ToString() => $"{Status} {Code} {Message} {errors?.ToJsonString()}".TrimEnd();

    public static RestError Unauthorized => new(401, 0, "401: Unauthorized");

    public static RestError UnknownChannel => new(404, 10003, "Unknown Channel");

    public static RestError UnknownGuild => new(404, 10004, "Unknown Guild");

    public static RestError UnknownMessage => new(404, 10008, "Unknown Message");

    public static RestError UnknownUser => new(404, 10013, "Unknown User");

    public static RestError UnknownWebhook => new(404, 10015, "Unknown Webhook");

    public static RestError UnknownInteraction => new(404, 10062, "Unknown interaction");

    public static RestError Acknowledged => new(400, 40060, "Interaction has already been acknowledged.");

    public static RestError MissingAccess => new(403, 50001, "Missing Access");

    public static RestError CannotSendToUser => new(403, 50007, "Cannot send messages to this user");

    public static RestError EmptyMessage => new(400, 50006, "Cannot send an empty message");

    public static RestError MissingPermissions => new(403, 50013, "Missing Permissions");

    public static RestError InvalidWebhookToken => new(401, 50027, "Invalid Webhook Token");
}
