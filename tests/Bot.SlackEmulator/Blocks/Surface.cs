namespace Bot.SlackEmulation.Blocks;

/// <summary>Where blocks stand.</summary>
internal enum Surface
{
    Message,
    Modal,
    Home,
}
