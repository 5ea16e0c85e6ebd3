using System.Collections.Immutable;

namespace Bot.Core.Chat;

/// <summary>A form as the bot means it, before a platform renders it.</summary>
public sealed record FormView
{
    /// <summary>Gets which form it is; comes back with the submission.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what it is about; comes back with the submission. At most 50 characters.</summary>
    public string Argument { get; init; } = "";

    /// <summary>Gets the heading; platforms cut it at 24 to 45 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Gets what to read before filling it in. Platforms without room for it leave it out, so nothing may depend on it.</summary>
    public string? Text { get; init; }

    /// <summary>Gets what the button says that sends it.</summary>
    public string Submit { get; init; } = "Send";

    /// <summary>Gets its fields.</summary>
    /// <value>1 to 5: Discord takes no more.</value>
    public required ImmutableArray<FormField> Fields { get; init; }
}

/// <summary>A field of a form.</summary>
public sealed record FormField
{
    /// <summary>Gets the name under which the value comes back.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what people see, at most 45 characters.</summary>
    public required string Label { get; init; }

    /// <summary>Gets an example or explanation, at most 100 characters.</summary>
    public string? Hint { get; init; }

    /// <summary>Gets what the field holds when the form opens.</summary>
    public string? Value { get; init; }

    /// <summary>Gets a value indicating whether it must be filled in.</summary>
    public bool Required { get; init; }

    /// <summary>Gets the most characters that it takes.</summary>
    /// <value>The default is 200.</value>
    public int MaxLength { get; init; } = 200;

    /// <summary>Gets a value indicating whether it has several lines.</summary>
    public bool Multiline { get; init; }

    /// <summary>Gets a value indicating whether it takes one file instead of text; what it holds comes back among the files of the submission.</summary>
    public bool IsFile { get; init; }
}

/// <summary>What is wrong with one field of a submission.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
public sealed record FormFault(string Field, string Message);
