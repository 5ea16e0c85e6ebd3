using Bot.Core.Chat;
using Bot.Core.Chat.Words;
using Bot.Core.Grading;

namespace Bot.Core.Drills;

/// <summary>The buttons by which a member rates an answer that nobody else can judge.</summary>
internal sealed class SelfRatingButton(AnswerStore answers, TimeProvider time) : IReplyRoute
{
    public Trigger Trigger => Trigger.Button(Actions.SelfRating);

    public FirstAnswer FirstAnswer => FirstAnswer.PrivateReply;

    public Task HandleAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var argument = ((ChatAction.Button)interaction.Event.Action).Argument;
        return RatingWords.TryRead(argument, out var answer, out var kind)
            ? interaction.CommitAsync(
                async (write, token) =>
                    await answers.RateAsync(write, interaction.Workspace.Id, interaction.Member.Id, answer, SelfRating.Of(kind), time.GetUtcNow(), token)
                        ? RatingWords.Noted(kind)
                        : RatingWords.Gone,
                cancellationToken)
            : interaction.ReplyAsync(RatingWords.Gone, cancellationToken);
    }
}
