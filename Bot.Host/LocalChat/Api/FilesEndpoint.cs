using Bot.Core.Import;
using Bot.Core.Inbox;
using Bot.Core.Storage;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Bot.Host.LocalChat.Api;

/// <summary>Takes a file that a member attaches to a form, before the form is sent.</summary>
internal static class FilesEndpoint
{
    private const int LongestName = 200;

    public static async Task<IResult> AddAsync(
        string id,
        string? member,
        string? name,
        HttpRequest request,
        LocalDirectory directory,
        AttachedFileStore files,
        WriteGate gate,
        IOptions<ImportOptions> options,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var receivedAt = time.GetUtcNow();
        if (!Guid.TryParseExact(id, "D", out var file) || string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
        {
            return Refusal.Of(StatusCodes.Status400BadRequest, PageWords.BadFile);
        }

        if (await directory.FindMemberAsync(member, cancellationToken) is not { } owner)
        {
            return Refusal.Of(StatusCodes.Status404NotFound, PageWords.NoMember);
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = options.Value.MostBytes + 1L;
        }

        var (content, refused) = await RequestBody.ReadBytesAsync(request, options.Value.MostBytes, cancellationToken);
        if (refused is not null)
        {
            return refused;
        }

        var home = await directory.GetWorkspaceAsync(cancellationToken);
        await gate.RunAsync(
            (write, token) => files.AddAsync(write, home, owner.Id, new AttachedFileId(file), new KeptFile(name, content), receivedAt, token), cancellationToken);
        return Results.Json(new Kept(id), LocalJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private sealed record Kept(string Id);
}
