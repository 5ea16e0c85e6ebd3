using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Bot.Core.Import.Yaml;

/// <summary>The faults found so far in one file.</summary>
internal sealed class FaultList(string file, SourceText source)
{
    /// <summary>How many faults are told; beyond that the file is no pack, and the list would only fill the memory.</summary>
    public const int Most = 10_000;

    private readonly List<PackFault> faults = [];
    private bool more;

    /// <summary>Gets a value indicating whether there is no fault.</summary>
    public bool IsEmpty => faults.Count == 0;

    /// <summary>Gets a value indicating whether further faults are not listed.</summary>
    public bool IsFull => faults.Count == Most;

    /// <summary>Gives a text of the file for use in a message: on one line, short, and without characters that could upset a terminal.</summary>
    public static string Quote(string text) => Quote(text, most: 60);

    /// <summary>Gives a text of the file for use in a message, with at most as many characters of it.</summary>
    public static string Quote(string text, int most)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (quoted.Length > most)
            {
                quoted.Append('…');
                break;
            }

            _ = Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => quoted.Append(' '),
                UnicodeCategory.Format => quoted,
                _ => quoted.Append(rune.ToString()),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Gives a place as a message names it, "12:7".</summary>
    public string Place(int offset)
    {
        var (line, column) = source.PositionOf(offset);
        return string.Create(CultureInfo.InvariantCulture, $"{line}:{column}");
    }

    public void Add(int offset, string path, string message, string mend)
    {
        if (IsFull)
        {
            AddMore();
            return;
        }

        var (line, column) = source.PositionOf(offset);
        faults.Add(new PackFault(file, line, column, path, message, mend));
    }

    /// <summary>Notes that there are faults beyond those listed.</summary>
    public void AddMore() => more = true;

    /// <summary>Gets the faults by position.</summary>
    public ImmutableArray<PackFault> ToFaults()
    {
        var ordered = faults.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column).ToImmutableArray();
        return more ? ordered.Add(ordered[^1] with { Path = "", Message = "There are more faults than are listed.", Mend = "Mend these first." }) : ordered;
    }
}
