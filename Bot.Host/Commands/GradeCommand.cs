using System.CommandLine;
using System.Text.Json;
using Bot.Core.Grading;
using Bot.Inference;

namespace Bot.Host.Commands;

/// <summary>
/// <c>grade</c>: reads answers as JSON lines from standard input and writes a verdict each, in order. A line that cannot be read
/// gives an error in its place, and the run goes on. Opens no database.
/// </summary>
/// <param name="grader">Makes what judges, which is disposed of; called once a run, so that <c>--help</c> loads no model.</param>
/// <param name="policy">Makes what adds judgements up; called once a run.</param>
/// <param name="standardInput">Opens standard input, as UTF-8; bytes that are not arrive as replacement characters.</param>
internal sealed class GradeCommand(Func<GraderInUse> grader, Func<ScoringPolicy> policy, Func<TextReader> standardInput)
{
    /// <summary>Creates the command.</summary>
    public Command Create()
    {
        var command = new Command("grade", "Grade answers: JSON lines in, a verdict a line out.");
        command.SetAction((parseResult, cancellationToken) => RunAsync(parseResult.InvocationConfiguration.Output, parseResult.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        await using var inUse = grader();
        if (inUse.Fault is { } fault)
        {
            await error.WriteLineAsync($"{inUse.Grader.Model} judges, which only compares words, because {fault}");
        }

        var (judge, scoring) = (inUse.Grader, policy());
        using var input = standardInput();
        var lines = new LineReader(input);
        while (await lines.ReadAsync(cancellationToken) is { } line)
        {
            if (line.Text is { } text && string.IsNullOrWhiteSpace(text))
                continue;
            var answer = await GradeAsync(line, judge, scoring, cancellationToken);
            await output.WriteLineAsync(answer.AsMemory(), cancellationToken);
            await output.FlushAsync(cancellationToken);
        }

        return 0;
    }

    private static async Task<string> GradeAsync(LineReader.Line line, IAnswerGrader judge, ScoringPolicy scoring, CancellationToken cancellationToken)
    {
        if (line.Text is null)
            return Serialize(new GradeError(null, $"The line is longer than {LineReader.Longest} characters."));
        var read = GradeLine.Read(line.Text);
        if (read.Request is null)
            return Serialize(new GradeError(read.Id, read.Error!));
        var assessment = await judge.AssessAsync(read.Request, cancellationToken);
        return JsonSerializer.Serialize(GradedLine.From(read.Id, scoring.Decide(assessment)), GradeJson.Default.GradedLine);
    }

    private static string Serialize(GradeError error) => JsonSerializer.Serialize(error, GradeJson.Default.GradeError);
}
