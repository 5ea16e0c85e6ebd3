using System.Collections.Immutable;
using Bot.Core.Chat;

namespace Bot.Host.LocalChat;

/// <summary>Why something was not done, as the page shows it.</summary>
/// <param name="Message">Why, and what to do.</param>
/// <param name="Faults">What is wrong with which field.</param>
internal sealed record Refusal(string Message, ImmutableArray<FormFault>? Faults = null)
{
    /// <summary>Answers with a status and the reason as JSON.</summary>
    public static IResult Of(int status, string message) => Results.Json(new Refusal(message), LocalJson.Options, statusCode: status);

    /// <summary>Answers that fields have to be mended.</summary>
    public static IResult OfFields(string message, params ImmutableArray<FormFault> faults) =>
        Results.Json(new Refusal(message, faults), LocalJson.Options, statusCode: StatusCodes.Status422UnprocessableEntity);
}
