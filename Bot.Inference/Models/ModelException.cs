namespace Bot.Inference.Models;

/// <summary>A model cannot be used. The message names the file, the field where there is one, what is wrong and how to mend it.</summary>
public sealed class ModelException : Exception
{
    /// <summary>Says what is wrong with a model.</summary>
    /// <param name="file">The file or folder.</param>
    /// <param name="field">The field of the file, or <see langword="null"/> when it is about the file as a whole.</param>
    /// <param name="fault">What is wrong, as a sentence's end: "is missing".</param>
    /// <param name="mend">What to do about it, as a sentence.</param>
    /// <param name="cause">What caused it.</param>
    public ModelException(string file, string? field, string fault, string mend, Exception? cause = null)
        : base($"{file}{(field is null ? "" : $": {field}")} {fault}. {mend}", cause) => (File, Field) = (file, field);

    /// <summary>Gets the file or folder.</summary>
    public string File { get; }

    /// <summary>Gets the field of the file.</summary>
    public string? Field { get; }
}
