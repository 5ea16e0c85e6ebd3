using System.Text;
using System.Text.Json;
using Bot.Core.Import.Yaml;
using Bot.Core.Questions;
using CsCheck;

namespace Bot.Core.Tests.Import.Yaml;

public sealed class PackProperties
{
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
        Gen.OneOf(Gen.Byte.Array[0, 200], Gen.Byte[0x09, 0x7E].Array[0, 200], GivenGarbage.Piece.Array[0, 20].Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces))))
            .Sample(AssertSane, iter: 20_000);

    [Fact]
    public void A_pack_with_lost_doubled_or_garbled_lines_is_read_or_has_faults_inside_the_file() =>
        Gen.Select(PackGen.Pack, Gen.Int, GivenGarbage.Edits).Sample(
            (pack, hand, edits) => AssertSane(GivenGarbage.Garble(new PackWriter(hand).Write(pack), edits)),
            iter: 2_000);

    private static void AssertSane(byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        GivenGarbage.AssertSane(YamlPackReader.Read("p.yaml", content), bytes);
    }

    /// <summary>Writes a pack out, for lists inside records compare by reference.</summary>
    private static string Json(PackDraft pack) => JsonSerializer.Serialize(pack);
}
