using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Bot.Core.Import.Lines;

/// <summary>The parts of a page that surround a bank and are none of it.</summary>
internal static partial class Furniture
{
    /// <summary>Tells whether a line belongs to the page: navigation, notices for readers' programs, rules.</summary>
    public static bool Is(BankLine line) => line.IsDrawing || Phrase.IsMatch(line.Whole);

    /// <summary>Tells whether a line opens a table of contents; the list behind it is one.</summary>
    public static bool IsContents(BankLine line) => Contents.IsMatch(line.Whole);

    /// <summary>Finds the end of the list behind a line.</summary>
    /// <returns>The index behind the last entry.</returns>
    public static int EndOfList(ImmutableArray<BankLine> lines, int index)
    {
        while (index < lines.Length && (lines[index].IsBlank || lines[index].IsListed) && !lines[index].IsCode)
        {
            index++;
        }

        return index;
    }

    [GeneratedRegex(
        @"^(skip to (main )?content|documentation index|fetch the complete documentation index at\b.*|use this file to discover all available pages\b.*|was this (page )?helpful\??|edit this page( on \w+)?|copy page|back to top|previous|next|print|share|on this page:?|\[toc\])$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Phrase { get; }

    [GeneratedRegex(@"^(jump to (section|question|questions)|table of contents|contents|on this page|toc):?$", RegexOptions.IgnoreCase)]
    private static partial Regex Contents { get; }
}
