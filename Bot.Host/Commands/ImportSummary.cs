using System.Globalization;
using System.Text;

namespace Bot.Host.Commands;

/// <summary>Says in a few lines what was read from a file.</summary>
internal static class ImportSummary
{
    /// <summary>How many warnings are written out; the rest is counted.</summary>
    private const int Most = 100;

    public static string Of(ImportedFile file, bool withWarnings)
    {
        if (file is not ImportedFile.Foreign { Document: var document })
        {
            var with = file is ImportedFile.Ours { File.ExemplarsPath: { } exemplars } ? $" with {Path.GetFileName(exemplars)}" : "";
            return $"{file.Path}{with}: {file.Pack.Info.Title}, {file.Pack.Questions.Length} questions, no fault.";
        }

        var culture = CultureInfo.InvariantCulture;
        var summary = new StringBuilder();
        summary.Append(culture, $"{file.Path}: {document.Info.Title}, {Count(document.Questions.Length, "question")}, read as {document.Format} ({document.Confidence * 100:0} % sure).");
        if (document.Warnings.Length > 0)
        {
            summary.Append(culture, $" {Count(document.Warnings.Length, "warning")}: ")
                .AppendJoin(", ", document.Warnings.CountBy(warning => warning.Code).Select(pair => $"{pair.Key} {pair.Value.ToString(culture)}"))
                .Append('.');
        }

        if (document.Unread.Length > 0)
        {
            summary.Append(" Not read: lines ")
                .AppendJoin(", ", document.Unread.Take(20).Select(range => range.From == range.To ? range.From.ToString(culture) : string.Create(culture, $"{range.From}-{range.To}")))
                .Append(document.Unread.Length > 20 ? ", …" : ".");
        }

        foreach (var warning in withWarnings ? document.Warnings.Take(Most) : [])
        {
            summary.AppendLine().Append(culture, $"{file.Path}:{warning.Line}: {warning.Code}: {warning.Message}");
        }

        return withWarnings && document.Warnings.Length > Most
            ? summary.AppendLine().Append(culture, $"… and {document.Warnings.Length - Most} more; --json has all.").ToString()
            : summary.ToString();
    }

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
