using System.ComponentModel.DataAnnotations;

namespace Bot.Core.Drills.Rounds;

/// <summary>How rapid-fire rounds run.</summary>
public sealed class RoundOptions
{
    /// <summary>Gets or sets how many questions a round has when nobody says otherwise.</summary>
    /// <value>1 to 20. The default is 5.</value>
    [Range(1, RoundShape.MostQuestions)]
    public int Questions { get; set; } = 5;

    /// <summary>Gets or sets how many seconds a short question takes when nobody says otherwise.</summary>
    /// <value>1 to 600. The default is 60.</value>
    [Range(1, RoundShape.MostSeconds)]
    public int Seconds { get; set; } = 60;

    /// <summary>Gets or sets how many words a question may have to count as short.</summary>
    /// <value>5 to 200. The default is 30.</value>
    [Range(5, 200)]
    public int ShortStem { get; set; } = 30;

    /// <summary>Gets or sets the time between the announcement and the first question.</summary>
    /// <value>Zero to ten minutes. The default is 20 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan Lead { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets or sets the time between the result of a question and the next question.</summary>
    /// <value>Zero to five minutes. The default is 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how long a question's post may take; what is not out by then is cancelled.</summary>
    /// <value>One second to five minutes. The default is 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan PostWithin { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long the result of a question waits for the last verdicts before the round goes on.</summary>
    /// <value>Zero to ten minutes. The default is 20 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets or sets how late a round may begin, and for how long it may be interrupted.</summary>
    /// <value>Zero to one day. The default is ten minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets the part of its score that an answer gains in the round when it comes at once.</summary>
    /// <value>0 to 1. The default is 0.25.</value>
    [Range(0.0, 1.0)]
    public double SpeedBonus { get; set; } = 0.25;
}
