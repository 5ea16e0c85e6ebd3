namespace Bot.Host.LocalChat.Api;

/// <summary>Lets a browser in by the link that was printed at the start.</summary>
internal static class EntryEndpoint
{
    public static IResult Enter(HttpContext http, string? key, LocalChatKey keys, EntryPass pass, PageFiles files)
    {
        if (pass.IsShown(http.Request))
        {
            return Results.Redirect("/");
        }

        if (keys.TryUse(key ?? ""))
        {
            pass.Give(http.Response);
            return Results.Redirect("/");
        }

        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return files.Serve("used.html");
    }
}
