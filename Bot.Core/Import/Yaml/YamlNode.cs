using System.Collections.Immutable;

namespace Bot.Core.Import.Yaml;

/// <summary>A value of a YAML file, with the offset at which it stands.</summary>
internal abstract class YamlNode
{
    private YamlNode(int at) => At = at;

    /// <summary>Gets the offset of the first character.</summary>
    public int At { get; }

    /// <summary>A text, a number or any other single value.</summary>
    /// <param name="at">The offset.</param>
    /// <param name="text">The value, without the empty lines before it and the white space behind it.</param>
    /// <param name="isPlain">Whether it is written without quotes and not as a block.</param>
    public sealed class Scalar(int at, string text, bool isPlain) : YamlNode(at)
    {
        public string Text => text;

        public bool IsPlain => isPlain;

        /// <summary>Gets a value indicating whether nothing is written, or one of YAML's words for nothing.</summary>
        public bool IsNull => isPlain && text is "" or "~" or "null" or "Null" or "NULL";
    }

    public sealed class Sequence(int at, ImmutableArray<YamlNode> items) : YamlNode(at)
    {
        public ImmutableArray<YamlNode> Items => items;
    }

    public sealed class Mapping(int at, ImmutableArray<YamlEntry> entries) : YamlNode(at)
    {
        public ImmutableArray<YamlEntry> Entries => entries;

        /// <summary>Finds a field's value; one that is written as nothing is not there.</summary>
        public YamlNode? Find(string name)
        {
            foreach (var entry in entries)
            {
                if (entry.Name == name)
                {
                    return entry.Value is Scalar { IsNull: true } ? null : entry.Value;
                }
            }

            return null;
        }
    }

    /// <summary>Something that is reported as a fault already, so that nothing more needs to be said of it.</summary>
    public sealed class Refused(int at) : YamlNode(at);
}

/// <summary>A field of a mapping.</summary>
/// <param name="At">The offset of the name.</param>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
internal sealed record YamlEntry(int At, string Name, YamlNode Value);
