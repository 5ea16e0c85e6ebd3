using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Inbox;

namespace Bot.Core.Banks;

/// <summary>What the form of /bank import is opened with, and comes back with.</summary>
/// <param name="Format">The format that was chosen; <see langword="null"/> to recognise it.</param>
/// <param name="Kept">The file that was sent before, and is meant when no other is.</param>
internal readonly record struct ImportArgument(string? Format, AttachedFileId? Kept = null)
{
    private const char Mark = '+';

    public static ImportArgument Read(string argument)
    {
        var at = argument.IndexOf(Mark, StringComparison.Ordinal);
        var format = at < 0 ? argument : argument[..at];
        return new ImportArgument(format.Length > 0 ? format : null, at >= 0 && Targets.TryRead(argument[(at + 1)..], out Guid kept) ? new AttachedFileId(kept) : null);
    }

    /// <summary>Gives what a form is opened with that goes on with one which was sent.</summary>
    /// <param name="form">The form that was sent.</param>
    /// <param name="sent">Under what its file is kept.</param>
    public ImportArgument After(ChatAction.Form form, AttachedFileId sent) => form.FileIn(BankWords.File) is null ? this : this with { Kept = sent };

    public override string ToString() => Format + (Kept is { } kept ? $"{Mark}{Targets.Write(kept.Value)}" : "");
}
