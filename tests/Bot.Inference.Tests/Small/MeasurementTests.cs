using System.Collections.Frozen;
using Bot.Core.Questions;
using Bot.Inference.Small;

namespace Bot.Inference.Tests.Small;

public sealed class MeasurementTests
{
    private const double Close = 2e-4;

    [Fact]
    public void An_answer_is_measured_as_in_training()
    {
        var pieces = Recorded.Pieces();
        var vectors = StaticVectors.Read(Recorded.Vectors());
        var reader = new CriterionReader(pieces, Recorded.Limits.LongestStatement);

        Assert.All(Recorded.Rows<Recorded.Answer>("features.jsonl"), row =>
        {
            var windows = AnswerWindow.Cut(row.Text, SentenceCutter.Cut(row.Text), pieces, Recorded.Limits);
            var measurement = new Measurement(
                row.Criteria.Select(criterion => Read(criterion, reader)), windows, pieces.Encode(row.Stem).ToFrozenSet(), vectors, Recorded.Limits.LongestWindow);
            var measured = measurement.Finish([.. measurement.Pairs.Select(Recorded.Judge)]);

            Assert.Equal(row.Features.Length, measured.Length);
            Assert.All(row.Features.Zip(measured), pair => Assert.Equal([], Differences(pair.First, pair.Second)));
        });
    }

    private static Criterion Read(Recorded.Criterion criterion, CriterionReader reader)
    {
        var exemplars = new Exemplars { Positive = [.. criterion.Positive], Negative = [.. criterion.Negative] };
        var sort = criterion.Sort is { } name ? Enum.Parse<FlagSort>(name, ignoreCase: true) : (FlagSort?)null;
        return criterion.IsFlag
            ? reader.Read(new RedFlag { Text = criterion.Text, Sort = sort, Exemplars = exemplars })
            : reader.Read(new KeyPoint { Text = criterion.Text, Exemplars = exemplars });
    }

    private static IEnumerable<string> Differences(Dictionary<string, double> recorded, Measured measured) =>
        from feature in recorded
        let value = Measured.Features[feature.Key](measured)
        where Math.Abs(feature.Value - value) > Close
        select $"{feature.Key}: {value} instead of {feature.Value}";
}
