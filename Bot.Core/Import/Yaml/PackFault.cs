namespace Bot.Core.Import.Yaml;

/// <summary>Something in a pack's file that its author has to mend before the pack can be read.</summary>
/// <param name="File">The file, as the reader was told.</param>
/// <param name="Line">The line; the first is 1.</param>
/// <param name="Column">The column in UTF-16 units, as editors count; the first is 1.</param>
/// <param name="Path">The place in the pack, such as <c>questions[3].level</c>, the first question being 0; empty for the file as a whole.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Mend">What to do about it.</param>
public sealed record PackFault(string File, int Line, int Column, string Path, string Message, string Mend)
{
    /// <summary>Gets the fault as compilers print theirs, so that editors can jump to it.</summary>
    /// <returns><c>packs/x.yaml:12:7: questions[3].level: "junior" is no level. Use one of: core, advanced, …</c></returns>
    public override string ToString() => $"{File}:{Line}:{Column}: {(Path.Length > 0 ? Path + ": " : "")}{Message} {Mend}";
}
