using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Bot.Core.Import.Yaml;

/// <summary>
/// Reads the small part of YAML that packs use: one document of mappings, lists and texts. What else YAML can do (anchors,
/// aliases, merge keys, tags, several documents) is a fault, for it makes a file say something that a reader does not see.
/// </summary>
/// <param name="source">The file.</param>
/// <param name="faults">Takes what is wrong with it.</param>
/// <param name="first">The field with which a file of its kind begins.</param>
internal sealed class YamlTreeReader(SourceText source, FaultList faults, string first)
{
    /// <summary>How deeply mappings and lists may lie in one another; a pack needs 7.</summary>
    public const int Deepest = 20;

    private readonly GuardedParser parser = new(source.Text);
    private int nextUnfit;
    private int indentedLine;
    private (int Start, int Length) indentation;
    private int tab = -1;

    /// <summary>Reads the file's one document.</summary>
    /// <returns>Its root, or <see langword="null"/> when there is none or a fault ended the reading.</returns>
    public YamlNode? Read()
    {
        YamlNode? root = null;
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                faults.Add(0, "", "The file is empty.", $"Begin with \"{first}: my-pack\".");
            }
            else
            {
                parser.Consume<DocumentStart>();
                root = ReadNode("", depth: 0);
                if (root is not null)
                {
                    parser.Consume<DocumentEnd>();
                    if (parser.TryConsume<DocumentStart>(out var second))
                    {
                        faults.Add(Offset(second.Start), "", "A second document begins here.", "Write one document a file, without \"---\" inside.");
                    }
                }
            }
        }
        catch (YamlException e)
        {
            AddSyntaxFault(e);
            root = null;
        }

        ReportUnfit(source.Text.Length, "");
        return root;
    }

    private static int Offset(in Mark mark) => (int)mark.Index;

    private static string At(string path, string name)
    {
        var simple = name.Length is > 0 and <= 40 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        return $"{path}{(path.Length > 0 ? "." : "")}{(simple ? name : FaultList.Quote(name))}";
    }

    private static string At(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    private YamlNode? ReadNode(string path, int depth)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            faults.Add(Offset(alias.Start), path, $"\"*{alias.Value.Value}\" refers to another place.", "Write it out; a text that begins with * needs quotes.");
            return new YamlNode.Refused(Offset(alias.Start));
        }

        if (!parser.Accept<NodeEvent>(out var node))
        {
            // "? :" makes the library leave out the value.
            var found = parser.Current!;
            throw new SyntaxErrorException(found.Start, found.End, "While parsing a mapping, found a name without a value.");
        }

        var start = Offset(node.Start);
        CheckProperties(node, path);
        switch (node)
        {
            case Scalar scalar:
                parser.MoveNext();
                return ReadScalar(scalar, path);
            case not Scalar when depth == Deepest:
                faults.Add(start, path, $"Lists and fields lie more than {Deepest} deep in one another here.", "Write it as the guide shows; a pack needs 7.");
                return null;
            case SequenceStart:
                parser.MoveNext();
                return ReadSequence(start, path, depth);
            default:
                parser.MoveNext();
                return ReadMapping(start, path, depth);
        }
    }

    private YamlNode.Sequence? ReadSequence(int start, string path, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            if (ReadNode(At(path, items.Count), depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return new YamlNode.Sequence(start, items.ToImmutable());
    }

    private YamlNode.Mapping? ReadMapping(int start, string path, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (ReadNode(path, depth + 1) is not { } key)
            {
                return null;
            }

            var name = key is YamlNode.Scalar { Text: var text } ? text : "";
            if (ReadNode(At(path, name), depth + 1) is not { } value)
            {
                return null;
            }

            if (key is YamlNode.Scalar { Text: "<<", IsPlain: true })
            {
                faults.Add(key.At, path, "\"<<\" copies fields from another place.", "Write them out.");
            }
            else if (name.Length == 0)
            {
                faults.Add(key.At, path, "A field's name is missing, or is no single word.", "Write name: value.");
            }
            else if (!names.TryAdd(name, key.At))
            {
                faults.Add(key.At, At(path, name), $"{FaultList.Quote(name)} stands here twice, first at {faults.Place(names[name])}.", "Keep one of the two.");
                entries.Add(new YamlEntry(key.At, name, value));
            }
            else
            {
                entries.Add(new YamlEntry(key.At, name, value));
            }
        }

        return new YamlNode.Mapping(start, entries.ToImmutable());
    }

    private YamlNode.Scalar ReadScalar(Scalar scalar, string path)
    {
        var (start, end) = (Offset(scalar.Start), Offset(scalar.End));
        ReportUnfit(end, path);
        var text = scalar.Value;
        for (var i = 0; i < text.Length; i++)
        {
            if (SourceText.IsUnfit(text, i))
            {
                // A tab stands there as such; anything else can only have come from an escape such as "\a".
                var raw = source.Text.IndexOf(text[i], start, Math.Max(0, end - start));
                AddUnfit(raw >= 0 ? raw : start, text[i], path);
                break;
            }
        }

        return new YamlNode.Scalar(start, Tidy(text), scalar.Style == ScalarStyle.Plain);
    }

    /// <summary>Takes off what the way of writing adds: empty lines before the text, white space behind it.</summary>
    private static string Tidy(string text)
    {
        text = text.TrimEnd();
        var first = text.AsSpan().IndexOfAnyExcept(" \t\n");
        return first < 0 ? "" : text[(text.LastIndexOf('\n', first) + 1)..];
    }

    private void CheckProperties(NodeEvent node, string path)
    {
        var start = Offset(node.Start);
        if (!node.Anchor.IsEmpty)
        {
            faults.Add(start, path, $"\"&{node.Anchor.Value}\" is an anchor.", "Leave it out, and write out what refers to it; a text that begins with & needs quotes.");
        }

        if (!node.Tag.IsEmpty)
        {
            faults.Add(start, path, "A tag (a word behind !) stands here.", "Leave it out; a text that begins with ! needs quotes.");
        }

        var line = source.PositionOf(start).Line;
        if (line != indentedLine)
        {
            (indentedLine, indentation) = (line, source.IndentationOf(line));
            tab = source.Text.IndexOf('\t', indentation.Start, indentation.Length);
        }

        if (tab >= 0 && start <= indentation.Start + indentation.Length)
        {
            AddTabFault(tab, path);
            tab = -1;
        }
    }

    private void ReportUnfit(int before, string path)
    {
        for (; nextUnfit < source.Unfit.Length && source.Unfit[nextUnfit].Offset < before; nextUnfit++)
        {
            AddUnfit(source.Unfit[nextUnfit].Offset, source.Unfit[nextUnfit].Character, path);
        }
    }

    private void AddUnfit(int offset, char character, string path)
    {
        if (faults.IsFull)
        {
            faults.AddMore();
            return;
        }

        var code = ((int)character).ToString("X4", CultureInfo.InvariantCulture);
        var (message, mend) = character switch
        {
            '\t' => ("A tab stands in the text.", "Write spaces."),
            '\r' => ("A carriage return stands alone.", "End lines with a line feed."),
            '\0' => ("A character U+0000 stands here.", "Save the file as UTF-8 text."),
            '\uFEFF' => ("A byte order mark (U+FEFF) stands inside the file.", "Delete it; it is invisible."),
            '\u2028' or '\u2029' => ($"A line separator U+{code} stands here.", "Begin a new line instead."),
            _ when char.IsSurrogate(character) => ($"Half of a character, U+{code}, stands here.", "Delete it."),
            _ => ($"A control character U+{code} stands here.", "Delete it."),
        };
        faults.Add(offset, path, message, mend);
    }

    private void AddTabFault(int offset, string path) => faults.Add(offset, path, "A tab indents this line.", "Indent with spaces.");

    private void AddSyntaxFault(YamlException e)
    {
        var offset = Offset(e.Start);
        if (e.Message.Contains("tab", StringComparison.Ordinal) && source.FirstTabInIndentation(offset) is { } found)
        {
            AddTabFault(found, "");
            return;
        }

        var mend = (FirstOfValue(offset), e.Message) switch
        {
            (_, var message) when message.Contains("invalid mapping", StringComparison.Ordinal) => "A text that holds \": \" needs quotes, or stands on its own lines below \"|\".",
            (_, var message) when message.Contains("quoted scalar", StringComparison.Ordinal) => "Look for quotes that are not closed, and for a lone \\ between double quotes.",
            ('*' or '&' or '!' or '@' or '`' or '%', _) => "A text that begins with *, &, !, @, ` or % needs quotes.",
            ('\'', _) => "Write \'\' for an apostrophe between single quotes, or use double quotes.",
            ('"', _) => "Write \\\" for a quote between double quotes, and nothing behind the last one.",
            _ => "Look at the indentation, the quotes and the colons of this line and the one before it.",
        };
        faults.Add(offset, "", $"This is not YAML: {char.ToLowerInvariant(e.Message[0])}{e.Message[1..]}", mend);
    }

    /// <summary>Gets the first character of what is written behind the dash or the field's name on a line.</summary>
    private char FirstOfValue(int offset)
    {
        var line = source.LineBefore(offset).TrimStart(" \t-");
        var colon = line.IndexOf(": ");
        line = line[(colon >= 0 ? colon + 1 : 0)..].TrimStart();
        var next = offset < source.Text.Length ? source.Text[offset] : ' ';
        return line.IsEmpty ? next : line[0];
    }
}
