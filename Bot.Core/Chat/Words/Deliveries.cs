namespace Bot.Core.Chat.Words;

/// <summary>What the bot says of posts that did not go out.</summary>
internal static class Deliveries
{
    public const string TooLate = "It was no longer worth posting when it could have been.";

    public const string NobodyKnows = "The connection broke twice while it was being posted, so it may be there or not.";

    public const string TookTooLong = "The platform did not answer in time.";

    public static string SwitchedOff(Platform platform) => $"{platform} is switched off in this run.";

    public static MessageView NotPosted(string reason) => new()
    {
        Title = "I could not post something",
        Text = $"{reason} Please look at the channel and at my permissions there.",
        Private = true,
    };
}
