namespace Bot.Host.LocalChat;

/// <summary>What the page's server says when it does not do what was asked.</summary>
internal static class PageWords
{
    public const string NotLetIn = "This browser has not been let in. Open the link that the bot printed when it started.";

    public const string WrongDoor = "This page is served to this machine only, under its own address.";

    public const string OtherSite = "This request came from another site.";

    public const string NotJson = "Send application/json, or application/octet-stream for a file.";

    public const string BadFile = "A file wants an identifier and a name of at most 200 characters.";

    public const string BadJson = "That is not the JSON that is expected here.";

    public const string TooLong = "That is more than 64 KB. Please shorten it; nothing was stored.";

    public const string BadEventId = "The event's identifier is not a UUID.";

    public const string BadAction = "That can be done by no one here.";

    public const string NoMember = "There is no such member any more. Reload the page.";

    public const string NoConversation = "There is no such channel. Reload the page.";

    public const string NotStored = "The bot could not store that, so it does not count yet. Your text is kept here: please send it again in a moment.";

    public const string Stopping = "The bot is being stopped. Nothing was stored, and your text is kept here: send it again when the bot is back.";

    public const string Broke = "Something broke on the bot's side. Nothing was stored.";

    public const string BadForm = "Please look at the marked fields.";

    public const string BadMemberName = "A name has 1 to 40 characters that can be seen.";

    public const string TakenMemberName = "Somebody here has that name already. Pick another one.";

    public const string BadChannelName = "A channel's name has 1 to 40 letters, digits, hyphens or underscores.";

    public const string TakenChannelName = "There is a channel of that name already.";

    public static string TooLarge(int most) => $"That file is too large: at most {most:N0} bytes are read.";
}
