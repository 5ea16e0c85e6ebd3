using Bot.Core.Chat;

namespace Bot.Host.LocalChat.Api;

/// <summary>Adds channels.</summary>
internal static class ChannelsEndpoint
{
    public static async Task<IResult> AddAsync(HttpContext http, LocalDirectory directory, CancellationToken cancellationToken)
    {
        var (asked, refused) = await RequestBody.ReadAsync<Asked>(http.Request, cancellationToken);
        if (asked is null)
        {
            return refused!;
        }

        if (Naming.ReadChannel(asked.Name) is not { } name)
        {
            return Refusal.OfFields(PageWords.BadForm, new FormFault("name", PageWords.BadChannelName));
        }

        return await directory.AddChannelAsync(name, cancellationToken)
            ? Results.Json(new PageChannel(name, name), LocalJson.Options, statusCode: StatusCodes.Status201Created)
            : Refusal.OfFields(PageWords.BadForm, new FormFault("name", PageWords.TakenChannelName));
    }

    private sealed record Asked(string Name);
}
