using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Questions;

namespace Bot.Core.Drills;

/// <summary>/quiz: one question now, for the member alone.</summary>
internal sealed class QuizCommand(QuizAsking asking) : IReplyRoute
{
    public Trigger Trigger => Trigger.Command("quiz");

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public ChatCommand Command { get; } = new(
        "quiz",
        "One question now, just for you",
        [
            new ChatOption("topic", "What it is about, such as Attention", [], Suggests: true),
            new ChatOption("level", "How demanding it is", [.. Enum.GetValues<Level>().Select(Core.Words.Of)]),
            new ChatOption("kind", "What it asks you to do", [.. Enum.GetValues<Kind>().Select(Core.Words.Of)]),
        ]);

    public Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var (filter, faults) = FilterText.Read(interaction.Option("topic"), interaction.Option("level"), interaction.Option("kind"));
        return faults.IsEmpty
            ? asking.AskAsync(interaction, filter, cancellationToken)
            : interaction.ReplyAsync(QuestionWords.Misunderstood(string.Join('\n', faults.Select(fault => fault.Message))), cancellationToken);
    }
}

/// <summary>The button that asks for one more question.</summary>
internal sealed class QuizButton(QuizAsking asking) : IReplyRoute
{
    public Trigger Trigger => Trigger.Button(Actions.Quiz);

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public Task HandleAsync(Interaction interaction, CancellationToken cancellationToken) =>
        asking.AskAsync(interaction, QuestionFilter.Everything, cancellationToken);
}
