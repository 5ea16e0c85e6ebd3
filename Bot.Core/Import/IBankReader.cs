using Bot.Core.Import.Drafting;

namespace Bot.Core.Import;

/// <summary>
/// Reads banks of one format. A reader never acts on what it reads: no address is opened, no instruction followed. It never fails on a text,
/// however broken: what it cannot make sense of stays unread and is reported.
/// </summary>
internal interface IBankReader
{
    /// <summary>Gets the name by which people choose the format.</summary>
    string Format { get; }

    /// <summary>Tells how sure it is that a file has this format.</summary>
    /// <returns>0 (certainly not) to 1.</returns>
    double Recognise(BankFile file);

    /// <summary>Reads a file, whether or not it was recognised.</summary>
    /// <param name="file">The file.</param>
    /// <param name="bank">Takes what is found, and which lines it was found on.</param>
    /// <exception cref="BankFormatException">The file cannot have this format, or wants more than is allowed.</exception>
    void Read(BankFile file, BankSketch bank);
}
