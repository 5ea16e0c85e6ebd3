using System.Text;
using System.Text.Json;
using Bot.Core.Import.Yaml;
using Bot.Core.Questions;
using CsCheck;

namespace Bot.Core.Tests.Import.Yaml;

public sealed class PackProperties
{
    private static readonly Gen<string> Garbage = Gen.OneOf(
        Gen.String[Gen.Char, 0, 30],
        Gen.OneOf("- ", "? ", ": ", "\t", "&a", "*a", "!!map", "<<: *a", "---", "...", "%YAML 1.2", "%TAG ! x", "[", "{", "]", "}", "|", ">", "'", "\"", "\"\\x", "\"\\U0010FFFF", "#", "\uFEFF", "\0", "\r", "\u2028", "~", "{? a", "[: ]", "!<x>", "|99", ">0", "@", "`"));

    [Fact]
    public void A_pack_that_is_written_is_read_back_equal() =>
        Gen.Select(PackGen.Pack, Gen.Int).Sample(
            (pack, hand) =>
            {
                var yaml = new PackWriter(hand).Write(pack);
                Assert.True(Json(pack) == Json(GivenYaml.PackOf(yaml)), yaml);
            },
            iter: 300);

    [Fact]
    public void A_pack_that_is_exported_is_read_back_equal() =>
        PackGen.Pack.Sample(
            pack =>
            {
                var yaml = YamlPackWriter.Write(pack);
                Assert.True(Json(pack) == Json(GivenYaml.PackOf(yaml)), yaml);
                Assert.Equal(yaml, YamlPackWriter.Write(GivenYaml.PackOf(yaml)));
            },
            iter: 2_000);

    [Fact]
    public void Random_bytes_are_a_fault_and_never_an_accident() =>
        Gen.OneOf(Gen.Byte.Array[0, 200], Gen.Byte[0x09, 0x7E].Array[0, 200], Garbage.Array[0, 20].Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces))))
            .Sample(AssertSane, iter: 20_000);

    [Fact]
    public void A_pack_with_lost_doubled_or_garbled_lines_is_read_or_has_faults_inside_the_file()
    {
        var edit = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1000], Gen.Int[0, 80], Garbage);
        Gen.Select(PackGen.Pack, Gen.Int, edit.Array[1, 4]).Sample(
            (pack, hand, edits) =>
            {
                var lines = new PackWriter(hand).Write(pack).Split('\n').ToList();
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

                AssertSane(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
            },
            iter: 2_000);
    }

    private static void AssertSane(byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        if (YamlPackReader.Read("p.yaml", content) is not PackReading.Faulty faulty)
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

    /// <summary>Writes a pack out, for lists inside records compare by reference.</summary>
    private static string Json(PackDraft pack) => JsonSerializer.Serialize(pack);
}
