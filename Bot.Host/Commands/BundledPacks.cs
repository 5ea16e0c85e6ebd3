using Bot.Core.Import.Yaml;
using Bot.Core.Questions;
using Bot.Core.Storage;

namespace Bot.Host.Commands;

/// <summary>Loads the packs that come with the program, so that a first start has questions. Loading one again changes nothing.</summary>
internal sealed class BundledPacks(QuestionStore questions, WriteGate gate)
{
    public async Task LoadAsync(string folder, CancellationToken cancellationToken)
    {
        foreach (var file in PackFile.ListIn(folder))
        {
            if (file.Read() is not PackReading.Read read)
            {
                throw new SettingsException($"The pack {file.Path} has faults. See them with: redflag import --dry-run {folder}");
            }

            await gate.RunAsync((write, token) => questions.LoadAsync(write, owner: null, read.Pack, token), cancellationToken);
        }
    }
}
