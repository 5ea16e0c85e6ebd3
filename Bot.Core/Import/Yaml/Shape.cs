using System.Collections.Immutable;

namespace Bot.Core.Import.Yaml;

/// <summary>What may stand at a place of a pack's file. <see cref="PackFormat"/> is made of these, and so is the check.</summary>
internal abstract record Shape
{
    private Shape()
    {
    }

    /// <summary>A text that is not empty. Numbers and words such as "yes" are texts too when they stand where one is wanted.</summary>
    /// <param name="Most">The most characters (Unicode code points) it may have.</param>
    /// <param name="Form">The form that it must have, if any.</param>
    public sealed record Text(int Most, TextForm? Form = null) : Shape;

    /// <summary>One word of a list, spelt exactly so.</summary>
    /// <param name="Noun">What the word is: "kind".</param>
    /// <param name="Words">The words.</param>
    public sealed record Word(string Noun, ImmutableArray<string> Words) : Shape;

    /// <summary>A level as <see cref="Questions.WrittenLevel"/> knows them, in any letter case.</summary>
    public sealed record WrittenLevel : Shape;

    /// <summary>A day, year-month-day.</summary>
    public sealed record Date : Shape;

    /// <summary>A whole number.</summary>
    public sealed record Whole(string Noun, int Least, int Most) : Shape;

    /// <summary>A finite number above 0.</summary>
    public sealed record Weight : Shape;

    /// <summary>True or false.</summary>
    public sealed record Truth : Shape;

    /// <summary>A list.</summary>
    /// <param name="Of">What its items are.</param>
    /// <param name="Least">How many it has at the least.</param>
    public sealed record List(Shape Of, int Least = 0) : Shape;

    /// <summary>Fields with values.</summary>
    /// <param name="Noun">What they describe, with its article: "a question".</param>
    /// <param name="All">The fields.</param>
    /// <param name="NeedsOne">Whether at least one of the fields that are not required has to be there.</param>
    public sealed record Fields(string Noun, ImmutableArray<Field> All, bool NeedsOne = false) : Shape
    {
        /// <summary>Finds a field.</summary>
        public Field? Find(string name) => All.FirstOrDefault(field => field.Name == name);
    }

    /// <summary>Either a text alone, which then is the field "text", or fields.</summary>
    /// <param name="Full">The fields.</param>
    public sealed record TextOrFields(Fields Full) : Shape
    {
        /// <summary>Gets the shape of the text.</summary>
        public Shape Short => Full.Find("text")!.Shape;
    }
}

/// <summary>A field of a pack's file.</summary>
/// <param name="Name">The name.</param>
/// <param name="Shape">What its value looks like.</param>
/// <param name="Required">Whether it has to be there.</param>
internal sealed record Field(string Name, Shape Shape, bool Required = false);

/// <summary>A form that some texts must have.</summary>
/// <param name="Noun">What the text is: "key".</param>
/// <param name="Pattern">The form, as a regular expression that .NET and JSON Schema understand alike.</param>
/// <param name="Mend">What to write instead of a text of another form.</param>
internal sealed record TextForm(string Noun, string Pattern, string Mend);
