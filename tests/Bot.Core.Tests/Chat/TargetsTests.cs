using Bot.Core.Chat.Words;
using Bot.Core.Drills;
using Bot.Core.Grading;
using CsCheck;

namespace Bot.Core.Tests.Chat;

public sealed class TargetsTests
{
    [Fact]
    public void What_an_answer_is_to_travels_through_a_button_and_comes_back() =>
        Gen.Select(Gen.Guid, Gen.Int[0, 999], Gen.Int[0, 2]).Sample((id, position, sort) =>
        {
            AnswerTarget target = sort switch
            {
                0 => new AnswerTarget.Drill(new OccurrenceId(id)),
                1 => new AnswerTarget.Round(new OccurrenceId(id), position),
                _ => new AnswerTarget.Quiz(new QuizId(id)),
            };
            var written = Targets.Write(target);
            return written.Length <= 50 && Targets.TryRead(written, out AnswerTarget? read) && read == target;
        });

    [Fact]
    public void Anything_else_is_refused_and_never_throws() =>
        Gen.OneOf(Gen.String, Gen.Select(Gen.OneOf(Gen.Const("d"), Gen.Const("q"), Gen.Const("r"), Gen.Const("x")), Gen.String[Gen.Char.AlphaNumeric, 0, 30], (sort, text) => sort + text))
            .Sample(text => !Targets.TryRead(text, out AnswerTarget? target) || target is AnswerTarget.Round || Targets.Write(target) == text);

    [Theory]
    [InlineData("")]
    [InlineData("r")]
    [InlineData("rAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("rAAAAAAAAAAAAAAAAAAAAAA-1")]
    [InlineData("rAAAAAAAAAAAAAAAAAAAAAA1000")]
    [InlineData("rAAAAAAAAAAAAAAAAAAAAAA 1")]
    public void A_question_of_a_round_has_a_round_and_a_place(string text) => Assert.False(Targets.TryRead(text, out AnswerTarget? _));
}
