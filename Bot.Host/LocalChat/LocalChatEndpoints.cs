using Bot.Host.LocalChat.Api;

namespace Bot.Host.LocalChat;

/// <summary>Maps the local chat page.</summary>
internal static class LocalChatEndpoints
{
    /// <summary>Maps the page and its API; nothing when the page is off.</summary>
    public static IEndpointRouteBuilder MapLocalChat(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetService<LocalChatListener>() is null)
        {
            return app;
        }

        var page = app.MapGroup("").AddEndpointFilter<PageFilter>();
        page.MapGet("/", (PageFiles files) => files.Serve("index.html"));
        page.MapGet("/page/{name}", (string name, PageFiles files) => files.Serve(name));
        page.MapGet("/enter", EntryEndpoint.Enter);

        var data = page.MapGroup("/api").AddEndpointFilter<DataFilter>();
        data.MapGet("/state", StateEndpoint.ShowAsync);
        data.MapPost("/members", MembersEndpoint.AddAsync);
        data.MapPost("/channels", ChannelsEndpoint.AddAsync);
        data.MapGet("/messages", MessagesEndpoint.ListAsync);
        data.MapGet("/messages/{sequence:long}/image", MessagesEndpoint.ShowImageAsync);
        data.MapGet("/messages/{sequence:long}/file", MessagesEndpoint.ShowFileAsync);
        data.MapPost("/unread", UnreadEndpoint.CountAsync);
        data.MapGet("/events", EventsEndpoint.OpenAsync);
        data.MapPost("/files/{id}", FilesEndpoint.AddAsync);
        data.MapPost("/interactions", (HttpContext http, InteractionsEndpoint endpoint) => endpoint.TakeAsync(http));
        return app;
    }
}
