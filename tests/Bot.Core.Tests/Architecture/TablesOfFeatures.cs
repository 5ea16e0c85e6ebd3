using System.Text.RegularExpressions;
using Bot.Core.Storage;
using Bot.Core.Tests.Storage;

namespace Bot.Core.Tests.Architecture;

/// <summary>A table belongs to one feature; the others call that feature's types instead of reading its rows.</summary>
public sealed partial class TablesOfFeatures
{
    private static readonly Dictionary<string, string> Owners = new()
    {
        ["pack"] = "Bot.Core/Questions",
        ["pack_change"] = "Bot.Core/Banks",
        ["attached_file"] = "Bot.Core/Inbox",
        ["twin"] = "Bot.Core/Questions",
        ["question"] = "Bot.Core/Questions",
        ["question_key"] = "Bot.Core/Questions",
        ["question_revision"] = "Bot.Core/Questions",
        ["workspace"] = "Bot.Core/Members",
        ["member"] = "Bot.Core/Members",
        ["inbox"] = "Bot.Core/Inbox",
        ["outbox"] = "Bot.Core/Outbox",
        ["local_channel"] = "Bot.Host/LocalChat",
        ["local_message"] = "Bot.Host/LocalChat",
        ["schedule"] = "Bot.Core/Drills",
        ["occurrence"] = "Bot.Core/Drills",
        ["occurrence_question"] = "Bot.Core/Drills",
        ["round_question"] = "Bot.Core/Drills",
        ["quiz"] = "Bot.Core/Drills",
        ["answer"] = "Bot.Core/Grading",
        ["verdict"] = "Bot.Core/Grading",
        ["points"] = "Bot.Core/Standings",
        ["slack_installation"] = "Bot.Host/Slack",
    };

    /// <summary>What reads another feature's rows all the same: <c>file: table</c>, and why.</summary>
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["Bot.Core/Drills/OpenQuestions.cs: answer"] = "takes the unanswered before the answered and the latest first, which only one statement can sort",
        ["Bot.Core/Drills/QuizTraces.cs: question_key"] = "what a member takes along names questions by their keys, in one statement",
        ["Bot.Core/Grading/AnswerTraces.cs: question_key"] = "what a member takes along names questions by their keys, in one statement",
        ["Bot.Core/Grading/AnswerTraces.cs: question_revision"] = "what a member takes along says what was asked, in one statement",
        ["Bot.Core/Inbox/InboxTraces.cs: answer"] = "an old event to which an answer refers is emptied instead of removed, which only one statement can tell",
        ["Bot.Core/Inbox/InboxTraces.cs: outbox"] = "an old event to which a post refers is emptied instead of removed, which only one statement can tell",
        ["Bot.Core/Inbox/InboxStore.cs: workspace"] = "an event comes back with the workspace it happened in, in one statement",
        ["Bot.Core/Inbox/InboxStore.cs: member"] = "an event comes back with the member who caused it, in one statement",
        ["Bot.Core/Outbox/OutboxStore.cs: workspace"] = "a post that is due comes with the platform's name of its workspace, in one statement",
        ["Bot.Core/Outbox/OutboxStore.cs: member"] = "a post that is due comes with the platform's name of its member, in one statement",
        ["Bot.Core/Standings/ProgressStore.cs: answer"] = "progress joins all answers of a member with verdict and topic, in one statement",
        ["Bot.Core/Standings/ProgressStore.cs: verdict"] = "progress joins all answers of a member with verdict and topic, in one statement",
        ["Bot.Core/Standings/ProgressStore.cs: question"] = "progress joins all answers of a member with verdict and topic, in one statement",
        ["Bot.Core/Standings/ProgressStore.cs: question_revision"] = "progress joins all answers of a member with what was asked, in one statement",
        ["Bot.Core/Grading/QuestionAnalysisStore.cs: question"] = "only answers to the rubric that a question has now are analysed, which one statement tells",
        ["Bot.Core/Grading/QuestionAnalysisStore.cs: question_key"] = "an analysis names its question by its key, in one statement",
        ["Bot.Core/Review/MissStore.cs: answer"] = "what was missed is the last answer to each question with its verdict, in one statement",
        ["Bot.Core/Review/MissStore.cs: verdict"] = "what was missed is the last answer to each question with its verdict, in one statement",
        ["Bot.Core/Review/MissStore.cs: question"] = "a question that is no longer asked is not reviewed, in one statement",
        ["Bot.Core/Standings/Leaderboard.cs: member"] = "a place comes with a name, by which places of one rank are sorted",
    };

    [Fact]
    public void Every_table_belongs_to_a_feature()
    {
        using var folder = new TemporaryFolder();
        new SqliteDatabase(folder.Directory, TemporaryFolder.All).Migrate();
        using var connection = SampleRows.Connect(folder.Directory);

        Assert.Equal(SampleRows.Tables(connection), Owners.Keys.Order(StringComparer.Ordinal));
        Assert.All(Owners.Values, feature => Assert.True(Directory.Exists(Repository.PathTo(feature)), feature));
    }

    [Fact]
    public void A_feature_leaves_the_tables_of_others_alone()
    {
        var foreign = (
            from file in new[] { "Bot.Core", "Bot.Inference", "Bot.Host" }
                .SelectMany(project => Directory.GetFiles(Repository.PathTo(project), "*.cs", SearchOption.AllDirectories))
            let path = Path.GetRelativePath(Repository.PathTo(), file).Replace('\\', '/')
            where !path.Contains("/obj/", StringComparison.Ordinal)
            from match in TableInSql.Matches(File.ReadAllText(file))
            let table = match.Groups["table"].Value
            where Owners.TryGetValue(table, out var owner) && !path.StartsWith(owner + "/", StringComparison.Ordinal)
            select $"{path}: {table}").Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.Equal([], foreign.Except(Exceptions.Keys));
        Assert.Equal([], Exceptions.Keys.Except(foreign));
    }

    [Fact]
    public void Nobody_changes_the_rows_of_another_feature() =>
        Assert.DoesNotContain(
            Exceptions.Keys,
            exception => ChangeInSql.Matches(File.ReadAllText(Repository.PathTo(exception.Split(": ")[0])))
                .Any(match => match.Groups["table"].Value == exception.Split(": ")[1]));

    [GeneratedRegex(@"\b(?:FROM|JOIN|INTO|UPDATE) (?<table>[a-z_]+)\b")]
    private static partial Regex TableInSql { get; }

    [GeneratedRegex(@"\b(?:INTO|UPDATE|DELETE FROM) (?<table>[a-z_]+)\b")]
    private static partial Regex ChangeInSql { get; }
}
