using System.Buffers;
using System.Collections.Immutable;
using System.Text.Unicode;

namespace Bot.Core.Import.Yaml;

/// <summary>The characters of a file, with their lines and columns.</summary>
internal sealed class SourceText
{
    /// <summary>The size, in UTF-8, above which a file is not looked at.</summary>
    public const int MostBytes = 5_000_000;

    /// <summary>Stands in for characters that no text may hold, so that the rest of the file can still be read.</summary>
    private const char Replacement = '\uFFFD';

    private readonly ImmutableArray<int> lineStarts;

    public SourceText(string text)
    {
        var characters = text.ToCharArray();
        var starts = ImmutableArray.CreateBuilder<int>();
        var unfit = ImmutableArray.CreateBuilder<UnfitCharacter>();
        starts.Add(0);
        for (var i = 0; i < characters.Length; i++)
        {
            if (characters[i] == '\n')
            {
                starts.Add(i + 1);
            }
            else if (IsUnfit(text, i) && characters[i] != '\t')
            {
                unfit.Add(new UnfitCharacter(i, characters[i]));
                characters[i] = Replacement;
            }
        }

        Text = new string(characters);
        lineStarts = starts.ToImmutable();
        Unfit = unfit.ToImmutable();
    }

    /// <summary>Gets the text, its unfit characters replaced one for one; tabs stay, for YAML allows them between words.</summary>
    public string Text { get; }

    /// <summary>Gets the characters that were replaced, in order.</summary>
    public ImmutableArray<UnfitCharacter> Unfit { get; }

    /// <summary>Reads a file's bytes as UTF-8, with or without a byte order mark.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="source">The whole text, or as much of it as is UTF-8.</param>
    /// <returns><see langword="false"/> when the text ends at something that is not UTF-8.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out SourceText source)
    {
        bytes = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        var characters = new char[bytes.Length];
        var status = Utf8.ToUtf16(bytes, characters, out _, out var written, replaceInvalidSequences: false);
        source = new SourceText(new string(characters, 0, written));
        return status == OperationStatus.Done;
    }

    /// <summary>Tells whether a character is none that a text may hold: a control character (a line feed is none here, nor is a
    /// carriage return before it), another alphabet's line end, half of a surrogate pair, or a byte order mark.</summary>
    public static bool IsUnfit(string text, int index)
    {
        var character = text[index];
        return character switch
        {
            '\n' => false,
            '\r' => index + 1 == text.Length || text[index + 1] != '\n',
            '\u2028' or '\u2029' or '\uFEFF' => true,
            _ when char.IsHighSurrogate(character) => index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1]),
            _ when char.IsLowSurrogate(character) => index == 0 || !char.IsHighSurrogate(text[index - 1]),
            _ => char.IsControl(character),
        };
    }

    /// <summary>Gets the line and column of a character, both from 1; a place behind the end is the end.</summary>
    public (int Line, int Column) PositionOf(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        var found = lineStarts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, offset - lineStarts[line] + 1);
    }

    /// <summary>Gets what stands before a character on its line.</summary>
    public ReadOnlySpan<char> LineBefore(int offset)
    {
        var (_, column) = PositionOf(offset);
        offset = Math.Min(offset, Text.Length);
        return Text.AsSpan(offset - column + 1, column - 1);
    }

    /// <summary>Gets the white space, dashes and question marks with which a line begins.</summary>
    public (int Start, int Length) IndentationOf(int line)
    {
        var start = lineStarts[line - 1];
        var length = Text.AsSpan(start).IndexOfAnyExcept(" \t-?");
        return (start, length < 0 ? Text.Length - start : length);
    }

    /// <summary>Finds a tab among the characters that indent a line, on the line of a place or on a later one.</summary>
    public int? FirstTabInIndentation(int offset)
    {
        for (var line = PositionOf(offset).Line - 1; line < lineStarts.Length; line++)
        {
            for (var i = lineStarts[line]; i < Text.Length && Text[i] is ' ' or '\t'; i++)
            {
                if (Text[i] == '\t')
                {
                    return i;
                }
            }
        }

        return null;
    }
}

/// <summary>A character that no text may hold, and where it stands.</summary>
internal readonly record struct UnfitCharacter(int Offset, char Character);
