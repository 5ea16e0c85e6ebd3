namespace Bot.Bench.Faults;

/// <summary>What a run of faults left behind, to be judged.</summary>
/// <param name="Answers">What members wrote.</param>
/// <param name="Faults">What went wrong, when and how many connections it broke.</param>
/// <param name="Absences">When there was no bot.</param>
/// <param name="Kills">How often it was killed.</param>
/// <param name="Crashes">What it died of by itself.</param>
/// <param name="Errors">The lines of its log that want a person.</param>
/// <param name="Done">How often members did something.</param>
/// <param name="Unheard">How often nothing was heard of the bot then.</param>
/// <param name="Until">Up to when schedules are held to their plan.</param>
/// <param name="Unrest">What was still to be done when patience was over.</param>
internal sealed record FaultsRun(
    IReadOnlyList<PlayedAnswer> Answers,
    IReadOnlyList<(DateTimeOffset At, StageFault Fault)> Faults,
    IReadOnlyList<(DateTimeOffset From, DateTimeOffset Until)> Absences,
    int Kills,
    IReadOnlyList<string> Crashes,
    IReadOnlyCollection<string> Errors,
    int Done,
    int Unheard,
    DateTimeOffset Until,
    string Unrest);
