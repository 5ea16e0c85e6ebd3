using System.CommandLine;
using System.Text;
using System.Text.Json;
using Bot.Core.Grading;
using Bot.Host.Commands;
using Bot.Inference;
using CsCheck;

namespace Bot.Host.Tests.Commands;

public sealed class GradeCommandTests
{
    private static readonly LexicalGrader Grader = new(new LexicalOptions());

    private const string Full =
        """
        {"id":"a1","stem":"What is BPE?","keyPoints":["BPE merges the most frequent pair",{"text":"Rare words are split into pieces","weight":2.5,"exemplars":{"positive":["unusual words fall apart into bits"],"negative":["every word is one token"]}}],"redFlags":["Claims that tokens are words",{"text":"Always use the largest vocabulary","severity":"fatal","sort":"overclaim"}],"numbers":["about 50k merges"],"reference":null,"answer":"BPE merges the pair that is most frequent, some 50,000 times. Rare words are split into pieces."}
        """;

    [Fact]
    public async Task A_full_line_is_answered_in_the_agreed_shape()
    {
        var line = Assert.Single(await GradeAsync(Full));

        Assert.Equal(["id", "score", "verdict", "confidence", "keyPoints", "redFlags", "numbers", "notes", "model"], Names(line));
        Assert.Equal(["text", "state", "probability", "doubtful", "evidence"], Names(line.GetProperty("keyPoints")[0]));
        Assert.Equal(["text", "raised", "probability", "doubtful", "evidence"], Names(line.GetProperty("redFlags")[0]));
        Assert.Equal(["text", "said"], Names(line.GetProperty("numbers")[0]));
        Assert.Equal("a1", line.GetProperty("id").GetString());
        Assert.Equal("strong", line.GetProperty("verdict").GetString());
        Assert.Equal("covered", line.GetProperty("keyPoints")[0].GetProperty("state").GetString());
        Assert.Equal("Rare words are split into pieces", line.GetProperty("keyPoints")[1].GetProperty("evidence").GetString());
        Assert.False(line.GetProperty("redFlags")[0].GetProperty("raised").GetBoolean());
        Assert.True(line.GetProperty("numbers")[0].GetProperty("said").GetBoolean());
        Assert.Equal(JsonValueKind.Array, line.GetProperty("notes").ValueKind);
        Assert.Equal("lexical@1", line.GetProperty("model").GetString());
    }

    [Fact]
    public async Task Lines_are_answered_in_order_and_blank_ones_skipped()
    {
        var lines = await GradeAsync("\uFEFF" + Line(1) + "\r\n\r\n   \n" + "nonsense\n" + Line(2) + "\n\n" + Line(3));

        Assert.Equal(["1", "null", "2", "3"], lines.Select(line => line.GetProperty("id").GetRawText()));
        Assert.True(lines[1].TryGetProperty("error", out _));
    }

    [Theory]
    [InlineData("""{"id":"x","answer":"a"}""", "\"x\"", "keyPoints: missing, and there is no reference to take its place")]
    [InlineData("""{"id":"x","keyPoints":[],"reference":" ","answer":"a"}""", "\"x\"", "keyPoints: missing, and there is no reference to take its place")]
    [InlineData("""{"id":7,"keyPoints":["k"]}""", "7", "answer: missing")]
    [InlineData("""{"id":"x","keyPoints":["k"],"answer":5}""", "\"x\"", "answer: expected a string, found a number")]
    [InlineData("""{"id":"x","keyPoints":"k","answer":"a"}""", "\"x\"", "keyPoints: expected an array, found a string")]
    [InlineData("""{"id":"x","keyPoints":["k",7],"answer":"a"}""", "\"x\"", "keyPoints[1]: expected a string or an object, found a number")]
    [InlineData("""{"id":"x","keyPoints":[" "],"answer":"a"}""", "\"x\"", "keyPoints[0]: is blank")]
    [InlineData("""{"id":"x","keyPoints":[{"weight":1}],"answer":"a"}""", "\"x\"", "keyPoints[0].text: missing")]
    [InlineData("""{"id":"x","keyPoints":[{"text":"k","weight":0}],"answer":"a"}""", "\"x\"", "keyPoints[0].weight: has to be finite and above 0, found 0")]
    [InlineData("""{"id":"x","keyPoints":[{"text":"k","weight":1e999}],"answer":"a"}""", "\"x\"", "keyPoints[0].weight: has to be finite and above 0, found 1e999")]
    [InlineData("""{"id":"x","keyPoints":[{"text":"k","weight":"2"}],"answer":"a"}""", "\"x\"", "keyPoints[0].weight: expected a number, found a string")]
    [InlineData("""{"id":"x","keyPoints":["k"],"redFlags":[{"text":"f","severity":"huge"}],"answer":"a"}""", "\"x\"", "redFlags[0].severity: expected minor, major or fatal, found \"huge\"")]
    [InlineData("""{"id":"x","keyPoints":["k"],"redFlags":[{"text":"f","sort":"sung"}],"answer":"a"}""", "\"x\"", "redFlags[0].sort: expected said, omission or overclaim, found \"sung\"")]
    [InlineData("""{"id":"x","keyPoints":[{"text":"k","exemplars":{"positive":[1]}}],"answer":"a"}""", "\"x\"", "keyPoints[0].exemplars.positive[0]: expected a string, found a number")]
    [InlineData("""[1,2]""", "null", "line: expected an object, found an array")]
    public async Task An_unreadable_line_says_what_and_where(string json, string id, string error)
    {
        var line = Assert.Single(await GradeAsync(json));

        Assert.Equal(["id", "error"], Names(line));
        Assert.Equal((id, error), (line.GetProperty("id").GetRawText(), line.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task A_line_that_breaks_off_still_tells_its_id()
    {
        var line = Assert.Single(await GradeAsync("""{"id":"q7","keyPoints":["k"],"answer":"it sto"""));

        Assert.Equal("q7", line.GetProperty("id").GetString());
        Assert.StartsWith("line: no valid JSON", line.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bare_reference_is_graded_as_the_only_key_point()
    {
        var line = Assert.Single(await GradeAsync("""{"id":"r","stem":"What is a queue?","reference":"first in, first out","answer":"It is first in and first out","extra":{"ignored":true}}"""));

        Assert.Equal("first in, first out", Assert.Single(line.GetProperty("keyPoints").EnumerateArray()).GetProperty("text").GetString());
        Assert.InRange(line.GetProperty("score").GetDouble(), 50, 100);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\\u200b \\n")]
    public async Task An_empty_answer_is_empty(string answer)
    {
        var line = Assert.Single(await GradeAsync($$"""{"id":null,"keyPoints":["k"],"answer":"{{answer}}"}"""));

        Assert.Equal(("empty", 0, JsonValueKind.Null), (line.GetProperty("verdict").GetString(), line.GetProperty("score").GetDouble(), line.GetProperty("id").ValueKind));
    }

    [Theory]
    [InlineData("\\u0000 merges \\u0000 pairs")]
    [InlineData("merges \\ud800 pairs")]
    [InlineData("merges \\udc00\\ud800\\\\ud800 pairs \\ud83d\\ude00")]
    [InlineData("merges \uD800 pairs")]
    public async Task Null_bytes_and_halves_of_characters_are_survived(string answer)
    {
        var line = Assert.Single(await GradeAsync($$"""{"id":"s","keyPoints":["merges pairs"],"answer":"{{answer}}"}"""));

        Assert.Equal("covered", line.GetProperty("keyPoints")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task Bytes_that_are_no_text_cost_their_own_line_only()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Line(1) + "\n{\"id\":\""), 0xFF, 0xC3, 0x28, (byte)'\n', .. Encoding.UTF8.GetBytes(Line(2))];

        using var input = new StreamReader(new MemoryStream(bytes), new UTF8Encoding());
        var lines = await GradeAsync(input);

        Assert.Equal(["1", "null", "2"], lines.Select(line => line.GetProperty("id").GetRawText()));
    }

    [Fact]
    public async Task A_line_that_is_too_long_costs_itself_only()
    {
        var lines = await GradeAsync(Line(1) + "\n" + new string('x', LineReader.Longest + 1) + "\n" + Line(2));

        Assert.Equal(["1", "null", "2"], lines.Select(line => line.GetProperty("id").GetRawText()));
        Assert.StartsWith("The line is longer than", lines[1].GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_answer_is_graded() =>
        Assert.Matches("cut after", Assert.Single(await GradeAsync($$"""{"id":"l","keyPoints":["k"],"answer":"{{string.Concat(Enumerable.Repeat("so it is. ", 100_000))}}"}""")).GetProperty("notes").GetRawText());

    [Fact]
    public async Task Each_line_is_flushed_before_the_next_is_read()
    {
        await using var output = new CountingWriter();

        await RunAsync(new StringReader(Line(1) + "\n" + Line(2)), output);

        Assert.Equal(["line", "flush", "line", "flush"], output.Events);
    }

    [Fact]
    public void Any_garbage_line_gives_exactly_one_line()
    {
        var pieces = Gen.OneOf(Gen.String, Gen.Int[0, Full.Length].Select(length => Full[..length]), Gen.Select(Gen.Int[0, Full.Length - 1], Gen.Char).Select((at, character) => Full[..at] + character + Full[(at + 1)..]));
        pieces.Select(line => line.Replace("\n", "", StringComparison.Ordinal)).Sample(
            line =>
            {
                var answered = GradeAsync(line + "\n" + Line(9)).GetAwaiter().GetResult();
                return answered.Count == (string.IsNullOrWhiteSpace(line.TrimStart('\uFEFF')) ? 1 : 2) && answered[^1].GetProperty("id").GetRawText() == "9";
            },
            iter: 1_000);
    }

    private static string Line(int id) => $$"""{"id":{{id}},"stem":"s","keyPoints":["k"],"answer":"an answer"}""";

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    private static Task<List<JsonElement>> GradeAsync(string input) => GradeAsync(new StringReader(input));

    private static async Task<List<JsonElement>> GradeAsync(TextReader input)
    {
        await using var output = new StringWriter();
        Assert.Equal(0, await RunAsync(input, output));
        return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
    }

    private static Task<int> RunAsync(TextReader input, TextWriter output)
    {
        var root = new RootCommand { new GradeCommand(() => GraderInUse.Chosen(Grader), () => new ScoringPolicy(new ScoringOptions()), () => input).Create() };
        return root.Parse(["grade"]).InvokeAsync(new InvocationConfiguration { Output = output, Error = output, EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
    }

    private sealed class CountingWriter : StringWriter
    {
        public List<string> Events { get; } = [];

        public override Task WriteLineAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
        {
            Events.Add("line");
            return base.WriteLineAsync(buffer, cancellationToken);
        }

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            Events.Add("flush");
            return base.FlushAsync(cancellationToken);
        }
    }
}
