using Bot.Core.Import.Yaml;
using Bot.Core.Members;
using Bot.Core.Questions;
using Bot.Core.Storage;

namespace Bot.Core.Banks;

/// <summary>Changes the packs of a workspace, and takes changes back.</summary>
public sealed class PackChanges(QuestionStore questions, PackChangeStore changes, TimeProvider time)
{
    /// <summary>Stores a pack of the workspace as it is to be.</summary>
    /// <returns>What changed; no change when the pack was so already.</returns>
    /// <exception cref="PackConflictException">A key belongs to another question.</exception>
    public async Task<(PackLoad Load, PackChangeId? Change)> ApplyAsync(
        WriteTransaction write, WorkspaceId workspace, PackDraft pack, CancellationToken cancellationToken)
    {
        // Nobody else writes while this transaction is open, so what another connection reads is the latest.
        var before = await questions.FindPackAsync(workspace, pack.Info.Name, withRetired: false, cancellationToken);
        var load = await questions.LoadAsync(write, workspace, pack, cancellationToken);
        return load.Added + load.Revised + load.Updated + load.Retired == 0
            ? (load, null)
            : (load, await changes.AddAsync(write, workspace, pack.Info.Name, before is null ? null : YamlPackWriter.Write(before), time.GetUtcNow(), cancellationToken));
    }

    /// <summary>Takes a change back. Questions that it brought are retired and keep their answers; what it retired is asked again.</summary>
    public async Task<Undoing> UndoAsync(WriteTransaction write, WorkspaceId workspace, PackChangeId id, CancellationToken cancellationToken)
    {
        var change = await changes.FindAsync(write, workspace, id, cancellationToken);
        if (change is null or { IsUndone: true } or { IsOverlaid: true })
        {
            return change is null ? new Undoing.Gone() : change.IsUndone ? new Undoing.Before(change.Pack) : new Undoing.Overlaid(change.Pack);
        }

        var before = change.Before is { } text
            ? Read(text)
            : (await questions.FindPackAsync(workspace, change.Pack, withRetired: false, cancellationToken))! with { Questions = [] };
        var load = await questions.LoadAsync(write, workspace, before, cancellationToken);
        await changes.MarkUndoneAsync(write, workspace, id, time.GetUtcNow(), cancellationToken);
        return new Undoing.Done(change.Pack, load, before.Questions.Length);
    }

    private static PackDraft Read(string text)
    {
        using var reader = new StringReader(text);
        return YamlPackReader.Read("before.yaml", reader) is PackReading.Read read
            ? read.Pack
            : throw new InvalidOperationException("A pack that was stored cannot be read again.");
    }
}

/// <summary>What became of taking a change back.</summary>
public abstract record Undoing
{
    private Undoing()
    {
    }

    /// <summary>It is taken back.</summary>
    public sealed record Done(PackName Pack, PackLoad Load, int Questions) : Undoing;

    /// <summary>It was taken back before.</summary>
    public sealed record Before(PackName Pack) : Undoing;

    /// <summary>The pack was changed again since, and that would be lost.</summary>
    public sealed record Overlaid(PackName Pack) : Undoing;

    /// <summary>Nobody knows of it.</summary>
    public sealed record Gone : Undoing;
}
