using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Questions;

namespace Bot.Core.Drills;

/// <summary>Asks a member one question on request: the one that was asked of that member least.</summary>
internal sealed class QuizAsking(QuestionStore questions, QuizStore quizzes, TimeProvider time)
{
    public async Task AskAsync(Interaction interaction, QuestionFilter filter, CancellationToken cancellationToken)
    {
        var workspace = interaction.Workspace.Id;
        var candidates = await questions.ListAsync(workspace, filter, withBare: true, cancellationToken);
        var asked = await quizzes.CountAskedAsync(workspace, interaction.Member.Id, cancellationToken);
        var question = QuestionChoice.From(candidates, asked, interaction.Id.Value) is { } chosen
            ? await questions.FindAsync(workspace, chosen.Id, cancellationToken)
            : null;
        if (question is null)
        {
            var topics = await TopicSuggestions.ListAsync(questions, workspace, withBare: true, cancellationToken);
            await interaction.ReplyAsync(QuestionWords.NoneMatches(topics), cancellationToken);
            return;
        }

        await interaction.CommitAsync(
            async (write, token) =>
            {
                var quiz = await quizzes.AddAsync(
                    write, workspace, interaction.Member.Id, interaction.Event.Channel.Channel, question, time.GetUtcNow(), token);
                return QuestionWords.Quiz(question, quiz);
            },
            cancellationToken);
    }
}
