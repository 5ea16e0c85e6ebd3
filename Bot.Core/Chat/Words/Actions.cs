namespace Bot.Core.Chat.Words;

/// <summary>The names of buttons and forms, as they travel through platforms. A name that was ever used keeps its meaning.</summary>
internal static class Actions
{
    public const string Answer = "answer";
    public const string CorrectAnswer = "answer-correct";
    public const string StrongAnswer = "strong";
    public const string SelfRating = "self-rating";
    public const string Quiz = "quiz";
    public const string BankImport = "bank-import";
    public const string CorrectBankImport = "bank-import-correct";
    public const string BankLoad = "bank-load";
    public const string BankUndo = "bank-undo";
    public const string BankQuestion = "bank-question";
    public const string BankEdit = "bank-edit";
    public const string BankMerge = "bank-merge";
    public const string BankApart = "bank-apart";
    public const string BankTwins = "bank-twins";
    public const string BankTwinUndo = "bank-twin-undo";
    public const string CorrectBankQuestion = "bank-question-correct";
    public const string RoundStop = "round-stop";
    public const string ScheduleAdd = "schedule-add";
    public const string CorrectSchedule = "schedule-correct";
    public const string SchedulePause = "schedule-pause";
    public const string ScheduleResume = "schedule-resume";
    public const string ScheduleRemove = "schedule-remove";
    public const string PrivacyDelete = "privacy-delete";
    public const string PrivacyKeep = "privacy-keep";
    public const string Leaderboard = "leaderboard";
    public const string SettingsMe = "settings-me";
    public const string SettingsGroup = "settings-group";
    public const string CorrectSettingsMe = "settings-me-correct";
    public const string CorrectSettingsGroup = "settings-group-correct";
}
