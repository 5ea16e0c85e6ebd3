using System.Text;
using Bot.Core.Import.Yaml;
using CsCheck;

namespace Bot.Core.Tests.Import.Yaml;

/// <summary>Files that went wrong, and what is asked of reading them.</summary>
internal static class GivenGarbage
{
    /// <summary>Gets pieces of text that upset readers of YAML.</summary>
    public static Gen<string> Piece { get; } = Gen.OneOf(
        Gen.String[Gen.Char, 0, 30],
        Gen.OneOf("- ", "? ", ": ", "\t", "&a", "*a", "!!map", "<<: *a", "---", "...", "%YAML 1.2", "%TAG ! x", "[", "{", "]", "}", "|", ">", "'", "\"", "\"\\x", "\"\\U0010FFFF", "#", "\uFEFF", "\0", "\r", "\u2028", "~", "{? a", "[: ]", "!<x>", "|99", ">0", "@", "`"));

    /// <summary>Gets changes of a file's lines.</summary>
    public static Gen<(int Action, int At, int Column, string Garbage)[]> Edits { get; } =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1000], Gen.Int[0, 80], Piece).Array[1, 4];

    /// <summary>Loses, doubles or garbles lines.</summary>
    public static byte[] Garble(string yaml, (int Action, int At, int Column, string Garbage)[] edits)
    {
        var lines = yaml.Split('\n').ToList();
        foreach (var (action, at, column, garbage) in edits)
        {
            var i = at % lines.Count;
            var line = lines[i];
            switch (action)
            {
                case 0 when lines.Count > 1:
                    lines.RemoveAt(i);
                    break;
                case 1:
                    lines.Insert(at * 7 % lines.Count, line);
                    break;
                default:
                    lines[i] = line.Insert(column % (line.Length + 1), garbage);
                    break;
            }
        }

        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    /// <summary>Asserts that bytes make a pack, or faults that lie inside them and can be shown.</summary>
    public static void AssertSane(PackReading reading, byte[] bytes)
    {
        if (reading is not PackReading.Faulty faulty)
        {
            return;
        }

        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        Assert.NotEmpty(faulty.Faults);
        Assert.All(faulty.Faults, fault =>
        {
            Assert.InRange(fault.Line, 1, lines.Length);
            Assert.InRange(fault.Column, 1, lines[fault.Line - 1].Length + 1);
            Assert.NotEmpty(fault.Message);
            Assert.NotEmpty(fault.Mend);
            Assert.DoesNotContain(fault.ToString(), char.IsControl);
        });
        Assert.Equal(faulty.Faults.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column), faulty.Faults);
    }
}
