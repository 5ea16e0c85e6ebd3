using System.Text;
using System.Text.Json;
using Bot.Core.Import.Yaml;
using Bot.Core.Questions;
using CsCheck;

namespace Bot.Core.Tests.Import.Yaml;

public sealed class ExemplarProperties
{
    /// <summary>Arbitrary packs whose questions have no criterion twice.</summary>
    private static readonly Gen<PackDraft> Pack = PackGen.Pack.Select(pack => pack with
    {
        Questions = [.. pack.Questions.Select(question => question with
        {
            Rubric = question.Rubric with
            {
                KeyPoints = [.. question.Rubric.KeyPoints.DistinctBy(point => point.Text)],
                RedFlags = [.. question.Rubric.RedFlags.DistinctBy(flag => flag.Text).Where(flag => question.Rubric.KeyPoints.All(point => point.Text != flag.Text))],
            },
        })],
    });

    private static readonly Gen<(PackDraft Pack, int Hand)> PackWithExemplars =
        Gen.Select(Pack.Where(pack => pack.Questions.Any(question => HasExemplars(question.Rubric))), Gen.Int);

    [Fact]
    public void Exemplars_in_a_file_of_their_own_are_worth_those_in_the_pack() =>
        PackWithExemplars.Sample(
            (pack, hand) =>
            {
                var exemplars = new PackWriter(hand).WriteExemplars(pack);
                var read = GivenExemplars.PackOf(exemplars, new PackWriter(hand).Write(WithoutExemplars(pack)));
                Assert.True(JsonSerializer.Serialize(pack) == JsonSerializer.Serialize(read), exemplars);
            },
            iter: 300);

    [Fact]
    public void Exemplars_that_stand_in_both_files_are_always_told() =>
        PackWithExemplars.Sample(
            (pack, hand) =>
            {
                var faulty = Assert.IsType<PackReading.Faulty>(GivenExemplars.Read(new PackWriter(hand).WriteExemplars(pack), new PackWriter(hand).Write(pack)));
                Assert.All(faulty.Faults, fault => Assert.Contains(" has exemplars in the pack itself", fault.Message, StringComparison.Ordinal));
                Assert.Equal(pack.Questions.Sum(question => CountWithExemplars(question.Rubric)), faulty.Faults.Length);
            },
            iter: 300);

    [Fact]
    public void Random_bytes_are_a_fault_and_never_an_accident() =>
        Gen.OneOf(Gen.Byte.Array[0, 200], Gen.Byte[0x09, 0x7E].Array[0, 200], GivenGarbage.Piece.Array[0, 20].Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces))))
            .Sample(bytes => GivenGarbage.AssertSane(GivenExemplars.Read(bytes), bytes), iter: 20_000);

    [Fact]
    public void A_file_with_lost_doubled_or_garbled_lines_is_read_or_has_faults_inside_the_file() =>
        Gen.Select(PackWithExemplars, GivenGarbage.Edits).Sample(
            (written, edits) =>
            {
                var (pack, hand) = written;
                var bytes = GivenGarbage.Garble(new PackWriter(hand).WriteExemplars(pack), edits);
                GivenGarbage.AssertSane(GivenExemplars.Read(bytes, new PackWriter(hand).Write(WithoutExemplars(pack))), bytes);
            },
            iter: 2_000);

    private static bool HasExemplars(Rubric rubric) => CountWithExemplars(rubric) > 0;

    private static int CountWithExemplars(Rubric rubric) =>
        rubric.KeyPoints.Select(point => point.Exemplars).Concat(rubric.RedFlags.Select(flag => flag.Exemplars)).Count(exemplars => exemplars != Exemplars.None);

    private static PackDraft WithoutExemplars(PackDraft pack) => pack with
    {
        Questions = [.. pack.Questions.Select(question => question with
        {
            Rubric = question.Rubric with
            {
                KeyPoints = [.. question.Rubric.KeyPoints.Select(point => point with { Exemplars = Exemplars.None })],
                RedFlags = [.. question.Rubric.RedFlags.Select(flag => flag with { Exemplars = Exemplars.None })],
            },
        })],
    };
}
