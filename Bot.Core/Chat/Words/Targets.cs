using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Bot.Core.Drills;
using Bot.Core.Grading;

namespace Bot.Core.Chat.Words;

/// <summary>Identifiers as the arguments of buttons and forms: short enough for every platform.</summary>
internal static class Targets
{
    private const int RoundId = 23;

    public static string Write(AnswerTarget target) => target switch
    {
        AnswerTarget.Drill drill => "d" + Write(drill.Id.Value),
        AnswerTarget.Round round => string.Create(CultureInfo.InvariantCulture, $"r{Write(round.Id.Value)}{round.Position}"),
        AnswerTarget.Quiz quiz => "q" + Write(quiz.Id.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(target)),
    };

    public static string Write(Guid id) => Base64Url.EncodeToString(id.ToByteArray(bigEndian: true));

    public static bool TryRead(string argument, [NotNullWhen(true)] out AnswerTarget? target)
    {
        if (argument is ['r', ..] && argument.Length is > RoundId and <= RoundId + 3
            && TryRead(argument[1..RoundId], out Guid round)
            && int.TryParse(argument.AsSpan(RoundId), NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            target = new AnswerTarget.Round(new OccurrenceId(round), position);
            return true;
        }

        target = argument.Length > 1 && TryRead(argument[1..], out Guid id)
            ? argument[0] switch
            {
                'd' => new AnswerTarget.Drill(new OccurrenceId(id)),
                'q' => new AnswerTarget.Quiz(new QuizId(id)),
                _ => null,
            }
            : null;
        return target is not null;
    }

    public static bool TryRead(string argument, out Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        var isOne = argument.Length == 22
            && Base64Url.IsValid(argument)
            && Base64Url.TryDecodeFromChars(argument, bytes, out var written)
            && written == 16;
        id = isOne ? new Guid(bytes, bigEndian: true) : Guid.Empty;
        return isOne;
    }
}
