using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Bot.Bench.Faults;

/// <summary>
/// A member who does what members do, one thing after the other: answers what is asked in the channels, asks for questions,
/// looks at boards, starts rounds. What nobody heard of is sent again, as people do.
/// </summary>
/// <param name="member">The person.</param>
/// <param name="number">The person's number.</param>
/// <param name="answers">Takes what the person writes.</param>
/// <param name="seed">Chooses what the person does.</param>
/// <param name="time">The clock.</param>
[SuppressMessage("Security", "CA5394", Justification = "The same members each time are what is wanted.")]
internal sealed class BusyMember(PlayedMember member, int number, ConcurrentBag<PlayedAnswer> answers, int seed, TimeProvider time)
{
    private const int MostRefusals = 3;

    private static readonly TimeSpan Perseverance = TimeSpan.FromMinutes(5);
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();
    private static readonly IReadOnlyDictionary<string, string> SmallRound = new Dictionary<string, string> { ["questions"] = "2", ["seconds"] = "20" };

    private static readonly string[] Texts =
    [
        LatencyBench.Answer,
        "I would start small, measure what it costs and how good it is, and only then spend more on it.",
        "It depends on the data; mostly a matter of memory bandwidth and of how long the context is.",
    ];

    private readonly Random _chance = new(unchecked((seed * 397) ^ number));
    private readonly HashSet<string> _known = [];
    private int _written;

    /// <summary>Gets how often something was done of which nothing was heard.</summary>
    public int Unheard { get; private set; }

    /// <summary>Gets how often something was done.</summary>
    public int Done { get; private set; }

    /// <summary>Is busy until it is told to stop; what is being written is sent to the end.</summary>
    /// <param name="end">Ends it.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public async Task RunAsync(CancellationToken end, CancellationToken cancellationToken)
    {
        while (!end.IsCancellationRequested)
        {
            await PauseAsync(1, 6, cancellationToken);
            await DoAsync(cancellationToken);
        }
    }

    private Task DoAsync(CancellationToken cancellationToken) => _chance.Next(100) switch
    {
        < 40 => AnswerChannelAsync(cancellationToken),
        < 65 => QuizAsync(() => member.CallAsync("quiz", Nothing, PlayedPlace.Drills, cancellationToken), cancellationToken),
        < 70 => QuizAsync(() => member.PressAsync("Another question", cancellationToken), cancellationToken),
        < 75 => NoteAsync(member.PressAsync("Show a strong answer", cancellationToken)),
        < 80 => NoteAsync(member.CallAsync("leaderboard", Nothing, PlayedPlace.Drills, cancellationToken)),
        < 85 => NoteAsync(member.CallAsync("me", Nothing, PlayedPlace.Drills, cancellationToken)),
        < 89 => NoteAsync(member.CallAsync("help", Nothing, PlayedPlace.Drills, cancellationToken)),
        < 93 => NoteAsync(member.CallAsync("daily", Nothing, PlayedPlace.Drills, cancellationToken)),
        < 96 => NoteAsync(member.CallAsync("drill start", SmallRound, PlayedPlace.Extra, cancellationToken)),
        _ => NoteAsync(member.LookAroundAsync(cancellationToken)),
    };

    private async Task NoteAsync(Task<bool> done)
    {
        Done++;
        Unheard += await done ? 0 : 1;
    }

    private async Task AnswerChannelAsync(CancellationToken cancellationToken)
    {
        // The newest one; who did not come to it lets it be.
        if (member.Questions().LastOrDefault(question => question[0] is 'd' or 'r') is { } question && _known.Add(question))
        {
            await AnswerAsync(question, cancellationToken);
        }
    }

    private async Task QuizAsync(Func<Task<bool>> ask, CancellationToken cancellationToken)
    {
        _known.UnionWith(member.Questions().Where(question => question[0] == 'q'));
        await NoteAsync(ask());
        for (var look = 0; look < 10; look++)
        {
            if (member.Questions().LastOrDefault(question => question[0] == 'q' && !_known.Contains(question)) is { } question)
            {
                _known.Add(question);
                await PauseAsync(1, 3, cancellationToken);
                await AnswerAsync(question, cancellationToken);
                return;
            }

            await PauseAsync(0.2, 1, cancellationToken);
        }
    }

    private async Task AnswerAsync(string question, CancellationToken cancellationToken)
    {
        var answer = new PlayedAnswer(PlayedAnswer.NewToken(number, ++_written), member.Name, question);
        answers.Add(answer);
        var values = new Dictionary<string, string> { ["text"] = $"{answer.Token} {Texts[_chance.Next(Texts.Length)]}" };

        // Now and then somebody sends what they have sent, to be sure.
        var wanted = _chance.Next(15) == 0 ? 2 : 1;
        var (begun, refusals) = (time.GetTimestamp(), 0);
        while (time.GetElapsedTime(begun) < Perseverance && refusals < MostRefusals)
        {
            Done++;
            switch (await member.OpenAsync(question, cancellationToken))
            {
                case Opening.Opened:
                    await PauseAsync(0.5, 3, cancellationToken);
                    answer.Sent++;
                    var heard = await member.SendAsync(values, cancellationToken);
                    Unheard += heard is Hearing.Unheard ? 1 : 0;
                    if (heard is Hearing.Acknowledged && ++answer.Acknowledged >= wanted)
                    {
                        return;
                    }

                    break;
                case Opening.Refused:
                    refusals++;
                    break;
                default:
                    Unheard++;
                    break;
            }

            await PauseAsync(1, 5, cancellationToken);
        }
    }

    private Task PauseAsync(double least, double most, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromSeconds(least + ((most - least) * _chance.NextDouble())), time, cancellationToken);
}
