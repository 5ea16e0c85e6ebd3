namespace Bot.Core.Chat;

/// <summary>
/// What an adapter answers at once, before the event is handled. It is declared a route, because platforms fix it then:
/// a form cannot follow a deferral, and whether others see a reply is decided by the deferral.
/// </summary>
public enum FirstAnswer
{
    /// <summary>A form. Nothing is stored.</summary>
    Form,

    /// <summary>Suggestions for what is being typed. Nothing is stored.</summary>
    Suggestions,

    /// <summary>A reply follows that only the person sees. The event is stored first.</summary>
    PrivateReply,

    /// <summary>A reply follows that the channel sees. The event is stored first.</summary>
    PublicReply,
}
