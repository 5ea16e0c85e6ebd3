namespace Bot.Core.Import.Tables;

/// <summary>A record of a table: its cells, and the lines that it stands on.</summary>
/// <param name="Cells">The cells, as they are written, without their quotes.</param>
/// <param name="From">The first line.</param>
/// <param name="To">The last line.</param>
internal sealed record TableRow(string[] Cells, int From, int To)
{
    public string this[int index] => index >= 0 && index < Cells.Length ? Cells[index].Trim() : "";

    public bool IsEmpty => Array.TrueForAll(Cells, string.IsNullOrWhiteSpace);
}
