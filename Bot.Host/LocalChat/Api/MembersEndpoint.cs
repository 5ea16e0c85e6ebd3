using Bot.Core.Chat;

namespace Bot.Host.LocalChat.Api;

/// <summary>Adds members.</summary>
internal static class MembersEndpoint
{
    public static async Task<IResult> AddAsync(HttpContext http, LocalDirectory directory, CancellationToken cancellationToken)
    {
        var (asked, refused) = await RequestBody.ReadAsync<Asked>(http.Request, cancellationToken);
        if (asked is null)
        {
            return refused!;
        }

        if (Naming.ReadMember(asked.Name) is not { } name)
        {
            return Refusal.OfFields(PageWords.BadForm, new FormFault("name", PageWords.BadMemberName));
        }

        return await directory.AddMemberAsync(name, cancellationToken) is { } member
            ? Results.Json(PageMember.Of(member), LocalJson.Options, statusCode: StatusCodes.Status201Created)
            : Refusal.OfFields(PageWords.BadForm, new FormFault("name", PageWords.TakenMemberName));
    }

    private sealed record Asked(string Name);
}
