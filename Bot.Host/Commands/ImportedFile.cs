using Bot.Core.Import;
using Bot.Core.Import.Yaml;
using Bot.Core.Questions;

namespace Bot.Host.Commands;

/// <summary>A file that was read: a pack of ours, or a bank of another format.</summary>
internal abstract record ImportedFile(string Path)
{
    public abstract PackDraft Pack { get; }

    /// <summary>A pack in YAML.</summary>
    internal sealed record Ours(PackFile File, PackDraft Draft) : ImportedFile(File.Path)
    {
        public override PackDraft Pack => Draft;
    }

    /// <summary>A bank.</summary>
    internal sealed record Foreign(string Path, BankDocument Document) : ImportedFile(Path)
    {
        public override PackDraft Pack { get; } = Document.ToPack();
    }
}
