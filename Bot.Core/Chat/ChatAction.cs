using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Bot.Core.Chat;

/// <summary>What a person did: one of a closed set.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Command), "command")]
[JsonDerivedType(typeof(Button), "button")]
[JsonDerivedType(typeof(Form), "form")]
[JsonDerivedType(typeof(Typing), "typing")]
[JsonDerivedType(typeof(Install), "install")]
[JsonDerivedType(typeof(Uninstall), "uninstall")]
public abstract record ChatAction
{
    private ChatAction()
    {
    }

    /// <summary>Called a command.</summary>
    /// <param name="Name">Its name with the subcommand, without the slash: "quiz", "schedule add".</param>
    /// <param name="Options">The options that were given, by name.</param>
    public sealed record Command(string Name, ImmutableDictionary<string, string> Options) : ChatAction;

    /// <summary>Pressed a button.</summary>
    /// <param name="Action">What the button does, such as "answer".</param>
    /// <param name="Argument">To what it does it; empty when there is only one thing.</param>
    public sealed record Button(string Action, string Argument) : ChatAction;

    /// <summary>Submitted a form.</summary>
    /// <param name="Name">Which form.</param>
    /// <param name="Argument">What it is about, as it was opened.</param>
    /// <param name="Values">What was entered, by field; hostile and of any length.</param>
    public sealed record Form(string Name, string Argument, ImmutableDictionary<string, string> Values) : ChatAction
    {
        /// <summary>Gets what was attached, by field; as hostile.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public ImmutableDictionary<string, AttachedFile>? Files { get; init; }

        /// <summary>Gets the file that was attached to a field, if there is one.</summary>
        public AttachedFile? FileIn(string field) => Files?.GetValueOrDefault(field);
    }

    /// <summary>Is typing a command's option and wants suggestions. Never stored.</summary>
    /// <param name="CommandName">The command's name.</param>
    /// <param name="Option">The option that is being typed.</param>
    /// <param name="Typed">What was typed so far.</param>
    public sealed record Typing(string CommandName, string Option, string Typed) : ChatAction;

    /// <summary>Added the bot to the workspace.</summary>
    public sealed record Install : ChatAction;

    /// <summary>Removed the bot from the workspace.</summary>
    public sealed record Uninstall : ChatAction;
}
