namespace Bot.Core.Chat;

/// <summary>What brings an event to a route.</summary>
/// <param name="Source">The sort of event.</param>
/// <param name="Name">The command, the button's action, the form, or the command and option that is being typed.</param>
public sealed record Trigger(TriggerSource Source, string Name)
{
    /// <summary>A command, without the slash.</summary>
    /// <param name="name">Such as "schedule add".</param>
    /// <returns>The trigger.</returns>
    public static Trigger Command(string name) => new(TriggerSource.Command, name);

    /// <summary>A button.</summary>
    /// <param name="action">The button's action.</param>
    /// <returns>The trigger.</returns>
    public static Trigger Button(string action) => new(TriggerSource.Button, action);

    /// <summary>A form's submission.</summary>
    /// <param name="name">The form.</param>
    /// <returns>The trigger.</returns>
    public static Trigger Form(string name) => new(TriggerSource.Form, name);

    /// <summary>An option that is being typed.</summary>
    /// <param name="command">The command.</param>
    /// <param name="option">The option.</param>
    /// <returns>The trigger.</returns>
    public static Trigger Typing(string command, string option) => new(TriggerSource.Typing, $"{command} {option}");

    /// <summary>The bot's arrival in a workspace, or its removal.</summary>
    /// <param name="arrives"><see langword="true"/> for the arrival.</param>
    /// <returns>The trigger.</returns>
    public static Trigger Membership(bool arrives) => new(TriggerSource.Membership, arrives ? "install" : "uninstall");

    /// <summary>Gets what brings an action to its route.</summary>
    /// <param name="action">The action.</param>
    /// <returns>The trigger.</returns>
    public static Trigger Of(ChatAction action) => action switch
    {
        ChatAction.Command command => Command(command.Name),
        ChatAction.Button button => Button(button.Action),
        ChatAction.Form form => Form(form.Name),
        ChatAction.Typing typing => Typing(typing.CommandName, typing.Option),
        _ => Membership(action is ChatAction.Install),
    };
}

/// <summary>The sort of event that a trigger stands for.</summary>
public enum TriggerSource
{
    /// <summary>A command.</summary>
    Command,

    /// <summary>A button.</summary>
    Button,

    /// <summary>A form's submission.</summary>
    Form,

    /// <summary>An option that is being typed.</summary>
    Typing,

    /// <summary>The bot was added or removed.</summary>
    Membership,
}
