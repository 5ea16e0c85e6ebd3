using System.Text;
using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Import;
using Bot.Core.Inbox;
using Bot.Core.Storage;
using Microsoft.Extensions.Options;

namespace Bot.Core.Banks;

/// <summary>The files that come with /bank import: taken from the platform once, and kept, so that what is stored is what was shown.</summary>
/// <param name="platforms">Where they are.</param>
/// <param name="store">Keeps them.</param>
/// <param name="gate">The door for writes.</param>
/// <param name="options">How large one may be.</param>
internal sealed class BankFiles(IEnumerable<IChatPlatform> platforms, AttachedFileStore store, WriteGate gate, IOptions<ImportOptions> options)
{
    private const string Pasted = "pasted";

    /// <summary>Gets how many bytes a file may have.</summary>
    public int Most => options.Value.MostBytes;

    /// <summary>Takes the file that came with a form, if one did and it is not kept yet.</summary>
    /// <exception cref="ChatDeliveryException">The platform does not give it.</exception>
    public async Task KeepAsync(Interaction interaction, ChatAction.Form form, CancellationToken cancellationToken)
    {
        var id = new AttachedFileId(interaction.Id.Value);
        if (form.FileIn(BankWords.File) is not { } file || await store.FindAsync(interaction.Workspace.Id, interaction.Member.Id, id, cancellationToken) is not null)
        {
            return;
        }

        var platform = platforms.Single(platform => platform.Platform == interaction.Event.Channel.Platform);
        var (origin, user) = (interaction.Event.Channel, interaction.Event.User);
        var content = await platform.FetchAsync(new MemberAddress(origin.Platform, origin.Workspace, user.Id), file, Most, cancellationToken);
        var kept = new KeptFile(file.Name, content);
        await gate.RunAsync(
            (write, token) => store.AddAsync(write, interaction.Workspace.Id, interaction.Member.Id, id, kept, interaction.Event.ReceivedAt, token), cancellationToken);
    }

    /// <summary>Finds what a form brings: its file, the one that was kept for it, or its text.</summary>
    /// <param name="interaction">Who asks.</param>
    /// <param name="form">The form.</param>
    /// <param name="sent">Under what its file is kept.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><see langword="null"/> when the file is gone.</returns>
    public async Task<KeptFile?> FindAsync(Interaction interaction, ChatAction.Form form, AttachedFileId sent, CancellationToken cancellationToken)
    {
        var kept = form.FileIn(BankWords.File) is not null ? sent : ImportArgument.Read(form.Argument).Kept;
        return string.IsNullOrWhiteSpace(form.Values.GetValueOrDefault("text")) && kept is { } id
            ? await store.FindAsync(interaction.Workspace.Id, interaction.Member.Id, id, cancellationToken)
            : new KeptFile(Pasted, Encoding.UTF8.GetBytes(form.Values.GetValueOrDefault("text") ?? ""));
    }
}
