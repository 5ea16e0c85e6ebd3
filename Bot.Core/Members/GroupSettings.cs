namespace Bot.Core.Members;

/// <summary>What organisers set for their workspace.</summary>
public sealed record GroupSettings
{
    /// <summary>Gets the IANA zone of the group: of its boards' periods, and of new schedules.</summary>
    /// <value>"UTC" until it is set.</value>
    public required string Zone { get; init; }

    /// <summary>Gets the platform's identifier of the channel that new schedules post in.</summary>
    /// <value><see langword="null"/> for the channel in which they are made.</value>
    public string? DefaultChannel { get; init; }

    /// <summary>Gets how long a daily question takes answers that count.</summary>
    /// <value><see langword="null"/> for <see cref="Drills.DrillOptions.DailyWindow"/>.</value>
    public TimeSpan? AnswerWindow { get; init; }

    /// <summary>Gets how long after its closing a daily question is revealed.</summary>
    /// <value>Zero, the default, for at once.</value>
    public TimeSpan RevealAfter { get; init; }

    /// <summary>Gets for how many days the words of answers are kept.</summary>
    /// <value><see langword="null"/> for <see cref="PrivacyOptions.KeepAnswers"/>.</value>
    public int? KeepAnswersDays { get; init; }

    /// <summary>Gets the platform's identifier of the role whose holders are organisers.</summary>
    public string? OrganiserRole { get; init; }

    /// <summary>Tells for how long the words of answers are kept.</summary>
    /// <param name="options">What holds where the group set nothing.</param>
    /// <returns>The time.</returns>
    public TimeSpan KeepAnswersOr(PrivacyOptions options) =>
        KeepAnswersDays is { } days ? TimeSpan.FromDays(days) : options.KeepAnswers;
}

/// <summary>What a member set.</summary>
/// <param name="Zone">The IANA zone in which the member's days begin; <see langword="null"/> for the group's.</param>
/// <param name="ShowsOnBoards">Whether others see the member on boards and in reveals.</param>
public sealed record MemberSettings(string? Zone, bool ShowsOnBoards);
